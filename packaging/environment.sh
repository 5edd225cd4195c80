# shellcheck shell=sh
# Shared by run-app, run-tests and check: finds a Python, makes .venv, checks system libraries.
# Sourced with `root` set to the checkout; every message goes to stderr, because a verb's stdout is data.

venv=$root/.venv
python=$venv/bin/python
oldest_python=3.11
ready_to_run=$venv/ready-to-run     # what the environment was made from, written when it is whole
ready_to_test=$venv/ready-to-test
half_made=$venv/half-made           # there while pip works: left behind, the environment is made anew
ready_for_qt=$venv/ready-for-qt

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$@"
    exit 3
}

has() {
    command -v "$1" >/dev/null 2>&1
}

is_root() {
    [ "$(id -u)" = 0 ]
}

# --- system packages -------------------------------------------------------------------------------

can_install() {
    is_root && has apt-get
}

# The one command that brings Debian packages, for those who have to say it themselves.
apt_command() {
    if is_root; then
        printf 'apt-get install -y %s' "$*"
    else
        printf 'sudo apt-get install -y %s' "$*"
    fi
}

apt_install() {
    say "Installing system packages: $*"
    # The lists of a fresh machine are empty or stale; a failing update is judged by the installation.
    DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get update -qq </dev/null >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# --- Python ----------------------------------------------------------------------------------------

# Run, not only looked up: a version manager's stand-in exists for versions that are not there.
is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' </dev/null >/dev/null 2>&1
}

# Sets `found`, or `crippled` where the only good ones came without the venv module.
find_python() {
    found='' crippled=''
    for candidate in "${ARCHIVER_PYTHON:-}" python3.13 python3.12 python3.11 python3.14 python3 python; do
        if ! has "$candidate" || ! is_new_enough "$candidate"; then
            continue
        fi
        if can_make_environments "$candidate"; then
            found=$candidate
            return 0
        fi
        crippled=${crippled:-$candidate}
    done
    return 1
}

venv_package() {
    if [ -n "$crippled" ]; then
        "$crippled" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    else
        echo python3-venv
    fi
}

require_python() {
    find_python && return 0
    package=$(venv_package)
    if can_install; then
        apt_install "$package" || true
        find_python && return 0
    fi
    if [ -n "$crippled" ]; then
        say "$crippled is here, but it cannot make virtual environments (its modules venv and ensurepip are missing)."
    else
        say "Archiver needs Python $oldest_python or newer, and there is none on the PATH."
    fi
    if has apt-get; then
        say "On Debian 12 or Ubuntu 24.04 and newer this brings it: $(apt_command "$package")"
    else
        say "Install Python $oldest_python or newer with its venv module, or name one: ARCHIVER_PYTHON=/path/to/python3"
    fi
    exit 3
}

# --- the virtual environment -----------------------------------------------------------------------

environment_version() {
    "$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' </dev/null 2>/dev/null
}

# One line that changes with everything the environment depends on: the files given, the Python, the place.
recipe() {
    printf '%s %s %s' "$(environment_version)" "$(cat "$@" | cksum)" "$root"
}

is_ready() { # STAMP FILE...
    stamp=$1
    shift
    [ -f "$stamp" ] && [ ! -e "$half_made" ] && [ -x "$python" ] && [ "$(cat "$stamp")" = "$(recipe "$@")" ]
}

runs_ready() {
    is_ready "$ready_to_run" "$root/requirements.lock" "$root/pyproject.toml"
}

tests_ready() {
    is_ready "$ready_to_test" "$root/requirements-test.lock" "$root/pyproject.toml" && runs_ready
}

# Two at a time would undo each other's work; the second waits. (Without flock, as on macOS, it is one's own care.)
lock_environment() {
    exec 9>"$root/.venv.lock"
    if has flock; then
        flock 9
    fi
}

unlock_environment() {
    exec 9>&-
}

is_usable() {
    [ ! -e "$half_made" ] && is_new_enough "$python" && "$python" -c 'import pip' </dev/null >/dev/null 2>&1
}

make_environment() {
    if is_usable; then
        return 0
    fi
    require_python
    say "Making the virtual environment with $("$found" --version 2>&1) …"
    rm -rf "$venv"
    mkdir "$venv"
    : >"$half_made"
    # --without-pip would be quicker, and then there is nothing to install with.
    "$found" -m venv "$venv" >&2 || die "The virtual environment could not be made in $venv."
}

# Twice quiet: its remarks on how this machine's registries are set up help no newcomer; errors still show.
pip_install() {
    "$python" -m pip install -qq --disable-pip-version-check --no-input "$@" </dev/null >&2
}

install() { # LOCK
    rm -f "$ready_to_run" "$ready_to_test" "$ready_for_qt"
    say "Installing what ${1##*/} names (about 100 MB to fetch the first time) …"
    # When pip fails by itself it has put everything back; when it is killed, the mark stays.
    : >"$half_made"
    status=0
    pip_install --require-hashes -r "$1" || status=$?
    rm -f "$half_made"
    [ $status -eq 0 ] || die "The locked requirements could not be installed, see above. Mend the cause and run this again."
    # The package itself by the locked hatchling, so that nothing unhashed is fetched to build it.
    pip_install --no-deps --no-build-isolation --editable "$root" || die "Archiver itself could not be installed, see above."
    # pip compiles what it copies; an editable package stays where it is. Saves each start 0.2 s where nobody may
    # write bytecode later on.
    "$python" -m compileall -qq "$root/archiver_gui" || true
    recipe "$root/requirements.lock" "$root/pyproject.toml" >"$ready_to_run"
    if [ "$1" = "$root/requirements-test.lock" ]; then # it holds the other one's versions too
        recipe "$1" "$root/pyproject.toml" >"$ready_to_test"
    fi
}

require_writable() {
    [ -w "$root" ] || die "$root is not writable, and the virtual environment has to be made in it. Copy the checkout to a folder of your own."
}

prepare_to_run() {
    runs_ready && return 0
    require_writable
    lock_environment
    if ! runs_ready; then
        make_environment
        install "$root/requirements.lock"
    fi
    unlock_environment
}

prepare_to_test() {
    tests_ready && return 0
    require_writable
    lock_environment
    if ! tests_ready; then
        make_environment
        install "$root/requirements-test.lock"
    fi
    unlock_environment
}

# --- Qt's system libraries -------------------------------------------------------------------------

# The Debian package of a shared library; nothing for one that no Qt library is known to need.
library_package() {
    case $1 in
        libEGL.so.1) echo libegl1 ;;
        libGL.so.1) echo libgl1 ;;
        libGLX.so.0) echo libglx0 ;;
        libOpenGL.so.0) echo libopengl0 ;;
        libX11.so.6) echo libx11-6 ;;
        libX11-xcb.so.1) echo libx11-xcb1 ;;
        libdbus-1.so.3) echo libdbus-1-3 ;;
        libfontconfig.so.1) echo libfontconfig1 ;;
        libfreetype.so.6) echo libfreetype6 ;;
        libglib-2.0.so.0 | libgthread-2.0.so.0) echo libglib2.0-0 ;;
        libgssapi_krb5.so.2) echo libgssapi-krb5-2 ;;
        libstdc++.so.6) echo libstdc++6 ;;
        libxcb.so.1) echo libxcb1 ;;
        libxcb-*.so.*)
            # libxcb-render-util.so.0 → libxcb-render-util0: Debian appends the number
            echo "$1" | sed 's/\.so\.//'
            ;;
        libxkbcommon.so.0) echo libxkbcommon0 ;;
        libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
        libz.so.1) echo zlib1g ;;
        libzstd.so.1) echo libzstd1 ;;
    esac
}

# The shared libraries that the X11 window, its parts and the icons want and this system does not have.
missing_libraries() {
    qt=$("$python" -c 'import importlib.util; print(importlib.util.find_spec("PySide6").submodule_search_locations[0])')
    for file in "$qt"/QtWidgets.abi3.so "$qt"/QtSvg.abi3.so "$qt"/Qt/plugins/platforms/libqxcb.so \
        "$qt"/Qt/plugins/platforms/libqoffscreen.so "$qt"/Qt/plugins/iconengines/libqsvgicon.so; do
        [ ! -e "$file" ] || ldd "$file" 2>/dev/null || true
    done | sed -n 's/^[[:space:]]*\([^[:space:]]*\) => not found.*/\1/p' | sort -u
}

library_command() { # LIBRARY...
    if has apt-get; then
        apt_command "$(for library in "$@"; do library_package "$library"; done | sort -u | tr '\n' ' ' | sed 's/ $//')"
    elif has dnf; then
        # rpm knows packages by the libraries they provide
        printf 'sudo dnf install'
        printf " '%s()(64bit)'" "$@"
    elif has zypper; then
        printf 'sudo zypper install'
        printf " '%s()(64bit)'" "$@"
    elif has pacman; then
        printf 'sudo pacman -S --needed dbus fontconfig libglvnd libxkbcommon-x11 xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm'
    else
        printf 'your package manager, for: %s' "$*"
    fi
}

# Says what is missing and goes on: the window may still open by another way than X11.
prepare_qt() {
    [ "$(uname -s)" = Linux ] || return 0
    [ ! -f "$ready_for_qt" ] || return 0
    missing=$(missing_libraries)
    if [ -n "$missing" ] && can_install; then
        # shellcheck disable=SC2046,SC2086 # lists of plain words
        apt_install $(for library in $missing; do library_package "$library"; done | sort -u) || true
        missing=$(missing_libraries)
    fi
    if [ -z "$missing" ]; then
        [ ! -w "$venv" ] || : >"$ready_for_qt"
        return 0
    fi
    # shellcheck disable=SC2086
    say "Qt needs system libraries that are not here ($(echo $missing)). This brings them:"
    # shellcheck disable=SC2086
    say "    $(library_command $missing)"
}

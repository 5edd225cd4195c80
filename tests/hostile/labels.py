"""Labels of the collection that do not fit what we promise, each with its reason; they are counted apart."""

from __future__ import annotations

# Sound by their label, and yet not so: at least one program that is in wide use says so as well (of unzip 6.00, 7-Zip
# 26.02, bsdtar 3.6.2 and GNU tar 1.34, those that are named), and what it says is true.
NOT_SOUND = {
    "libarchive/test_read_format_tar_pax_g_large.tar": "a header of 4 GiB, and ends in it; 7-Zip, bsdtar, GNU tar",
    "libarchive/test_read_format_zip_7075_utf8_paths.zip": "one name in its directory and another before it; unzip",
    "libzip/zip64-in-archive-comment.zip": "a second archive in its comment, and readers see this one or that; unzip",
    "yauzl/unicode-path-extra-field.zip": "16 bytes behind the entry that nothing tells of; 7-Zip, bsdtar",
    "yauzl/wrong-entry-sizes.zip": "sizes are wrong, as its name says; 7-Zip, bsdtar",
    "jszip/all_missing_bytes.zip": "bytes are missing at its beginning, as its name says; unzip, 7-Zip, bsdtar",
    "jszip/zip64_missing_bytes.zip": "bytes are missing at its beginning, as its name says; unzip, 7-Zip",
    "commons-compress/COMPRESS-351.zip": "no end record; unzip, 7-Zip, bsdtar",
    "commons-compress/COMPRESS-356.tar": "begins with bytes that are no header; 7-Zip, bsdtar, GNU tar",
    "commons-compress/test.zip": "its directory is cut short; unzip, 7-Zip, bsdtar",
    "commons-compress/bla-stored-dd-nosig.zip": "offsets are wrong; unzip, 7-Zip, bsdtar",
    "commons-compress/ZipFile-method.zip": "sizes are wrong; unzip, 7-Zip, bsdtar",
    "tokio-tar/diff-024-pending-pax-boundary.tar": "what a header speaks of is not there; 7-Zip, bsdtar",
    "ratarmount/denormal-paths-tarfile.tar": "its second header has a wrong checksum; 7-Zip, GNU tar",
}

# Sound, and they hold what is never put on disk: names and links that lead out, links to nothing, a file
# and a folder of one name. Reading them is complete.
NEVER_EXTRACTED_WHOLE = {
    "go-zip/symlink.zip": "a link that leads out",
    "libarchive/test_patterns_2.tar": "absolute names",
    "libarchive/test_patterns_4.tar": "absolute names",
    "libarchive/test_symlink_1.zip": "a link that leads out",
    "safearchive/archive.zip": "names that lead out",
    "node-tar/dir-normalization.tar": "an absolute link",
    "ratarmount/absolute-file-incremental.tar": "an absolute name",
    "ratarmount/denormal-paths.tar": "a name that leads out",
    "ratarmount/nested-symlinks.tar": "absolute names",
    "ratarmount/symlinks.tar": "links that lead out",
    "ratarmount/two-self-links.tar": "hardlinks to themselves, with no file before them",
    "ratarmount/updated-file-implicitly-with-folder.tar": "a file and a folder of one name",
    "ratarmount/updated-folder-with-file.tar": "a file and a folder of one name; GNU tar fails, too",
}

# Sound, and beyond what we say that we can read.
NOT_CLAIMED = {
    "commons-compress/split_zip_created_by_winrar.zip": "one part of a split archive",
    "libarchive/test_option_passphrase.zip": "encrypted, whatever its label says",
    "zip4j/store_compression_made_with_v1.3.3.zip": "encrypted, whatever its label says",
    "zip4j/zip64_with_only_file_sizes.zip": "encrypted, whatever its label says",
    "ratarmount/sparse-file-larger-than-8GiB-followed-by-normal-file.tar.zst.zst": "compressed twice",
}

# Bad or doubtful by their label, and nothing is wrong with them.
SOUND = {
    "go-zip/subdir.zip": "three folders and a file in perfect order",
    "libarchive/test_read_format_zip_lzma_multi.zipx": "several entries, not several volumes",
    "libarchive/test_read_format_zip_xz_multi.zipx": "several entries, not several volumes",
    "libzip/changing-size-muchlonger.zip": "what libzip's test makes of another archive; unzip and 7-Zip agree",
    "libzip/incons-central-file-comment-utf8-ascii.zip": "only an entry's comment contradicts itself; nobody reads it",
    "libzip/stored-no-eos.zip": "an LZMA stream without end mark, as its flag says",
    "node-tar/sync-gzip-fail.tgz": "GNU tar, bsdtar and gzip find nothing wrong with it",
    "ratarmount/single-file-split.tar.001": "split inside the padding behind the end mark",
    "rubyzip/WarnInvalidDate.zip": "a date that is none, which costs the date",
    "rubyzip/oddExtraField.zip": "padding behind an extra field; unzip and 7-Zip agree",
}

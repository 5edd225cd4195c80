<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Archiver</source>
        <translation>Über Archiver</translation>
    </message>
    <message>
        <source>Builds archives, verifies them, and remembers every one.</source>
        <translation>Baut Archive, prüft sie und merkt sich jedes einzelne.</translation>
    </message>
    <message>
        <source>MIT licence · icons: Lucide, ISC licence</source>
        <translation>MIT-Lizenz · Symbole: Lucide, ISC-Lizenz</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>AfterStart</name>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Ansehen …</translation>
    </message>
    <message numerus="yes">
        <source>The rule “{rule}” would clean up %n archive(s)</source>
        <translation>
            <numerusform>Die Regel „{rule}“ würde %n Archiv aufräumen</numerusform>
            <numerusform>Die Regel „{rule}“ würde %n Archive aufräumen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArchiveBrowser</name>
    <message>
        <source>To the folder above</source>
        <translation>Zum übergeordneten Ordner</translation>
    </message>
    <message>
        <source>Filter entries</source>
        <translation>Einträge filtern</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>No folders</source>
        <translation>Keine Ordner</translation>
    </message>
    <message>
        <source>No entry has “{text}” in its path</source>
        <translation>Kein Eintrag hat „{text}“ im Pfad</translation>
    </message>
    <message>
        <source>Clear the filter to see all entries.</source>
        <translation>Ohne den Filter sind alle Einträge zu sehen.</translation>
    </message>
    <message>
        <source>This folder is empty</source>
        <translation>Dieser Ordner ist leer</translation>
    </message>
    <message>
        <source>This archive is empty</source>
        <translation>Dieses Archiv ist leer</translation>
    </message>
    <message>
        <source>Sorting…</source>
        <translation>Wird sortiert …</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>&amp;Vorschau</translation>
    </message>
</context>
<context>
    <name>ArchivePage</name>
    <message>
        <source>&amp;Extract selected…</source>
        <translation>Auswahl &amp;entpacken …</translation>
    </message>
    <message>
        <source>Extract &amp;all…</source>
        <translation>&amp;Alles entpacken …</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>Open archives</source>
        <translation>Archive öffnen</translation>
    </message>
    <message>
        <source>E&amp;xtract selected</source>
        <translation>Auswahl ent&amp;packen</translation>
    </message>
    <message>
        <source>Extract a&amp;ll…</source>
        <translation>A&amp;lles entpacken …</translation>
    </message>
    <message>
        <source>Te&amp;st</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>No archive is open</source>
        <translation>Kein Archiv ist geöffnet</translation>
    </message>
    <message>
        <source>Open one here, double-click one in the catalogue, or drop one on the window.</source>
        <translation>Hier eines öffnen, im Katalog eines doppelklicken oder eines auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>&amp;Open an archive…</source>
        <translation>Ein Archiv ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Reading the archive…</source>
        <translation>Archiv wird gelesen …</translation>
    </message>
    <message>
        <source>Try agai&amp;n</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>Archives ({patterns})</source>
        <translation>Archive ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%n selected item(s)</source>
        <translation>
            <numerusform>%n ausgewähltes Element</numerusform>
            <numerusform>%n ausgewählte Elemente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This archive is damaged: %n entry(s) could be listed</source>
        <translation>
            <numerusform>Dieses Archiv ist beschädigt: %n Eintrag war lesbar</numerusform>
            <numerusform>Dieses Archiv ist beschädigt: %n Einträge waren lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s) on this archive</source>
        <translation>
            <numerusform>%n Anmerkung zu diesem Archiv</numerusform>
            <numerusform>%n Anmerkungen zu diesem Archiv</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy remarks</source>
        <translation>Anmerkungen kopieren</translation>
    </message>
    <message numerus="yes">
        <source>A password locks %n entry(s) of this archive</source>
        <translation>
            <numerusform>Ein Passwort schützt %n Eintrag dieses Archivs</numerusform>
            <numerusform>Ein Passwort schützt %n Einträge dieses Archivs</numerusform>
        </translation>
    </message>
    <message>
        <source>Their names can be seen; they cannot be extracted here yet.</source>
        <translation>Ihre Namen sind zu sehen; entpackt werden können sie hier noch nicht.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>What names are in</source>
        <translation>Zeichensatz der Namen</translation>
    </message>
    <message>
        <source>What the names are in was guessed</source>
        <translation>Der Zeichensatz der Namen ist geraten</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
</context>
<context>
    <name>ArchiveState</name>
    <message>
        <source>Being built</source>
        <translation>Wird gebaut</translation>
    </message>
    <message>
        <source>Being recorded</source>
        <translation>Wird eingetragen</translation>
    </message>
    <message>
        <source>Being deleted</source>
        <translation>Wird gelöscht</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>File is missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>Disk not connected</source>
        <translation>Datenträger nicht verbunden</translation>
    </message>
    <message>
        <source>Marked, file is missing</source>
        <translation>Vorgemerkt, Datei fehlt</translation>
    </message>
    <message>
        <source>Marked, disk not connected</source>
        <translation>Vorgemerkt, Datenträger nicht verbunden</translation>
    </message>
    <message>
        <source>Marked for deletion</source>
        <translation>Zum Löschen vorgemerkt</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n Anmerkung</numerusform>
            <numerusform>%n Anmerkungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Verified %n day(s) ago</source>
        <translation>
            <numerusform>Vor %n Tag geprüft</numerusform>
            <numerusform>Vor %n Tagen geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Verified today</source>
        <translation>Heute geprüft</translation>
    </message>
    <message numerus="yes">
        <source>Damaged: %n entry(s)</source>
        <translation>
            <numerusform>Beschädigt: %n Eintrag</numerusform>
            <numerusform>Beschädigt: %n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Never verified</source>
        <translation>Nie geprüft</translation>
    </message>
    <message>
        <source>Verified {when}</source>
        <translation>Geprüft: {when}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArchiveTable</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} Bytes</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Prüfung</translation>
    </message>
</context>
<context>
    <name>BasketModel</name>
    <message>
        <source>Measuring</source>
        <translation>Das Messen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen …</translation>
    </message>
</context>
<context>
    <name>BasketPanel</name>
    <message>
        <source>Clea&amp;r</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Remove from the basket (Del)</source>
        <translation>Aus dem Korb nehmen (Entf)</translation>
    </message>
    <message>
        <source>Add f&amp;iles</source>
        <translation>Da&amp;teien</translation>
    </message>
    <message>
        <source>A&amp;dd folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Remove from basket</source>
        <translation>Aus dem Korb &amp;nehmen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im Ordner &amp;zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in the basket yet</source>
        <translation>Noch nichts im Korb</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen …</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out by exclusions</source>
        <translation>
            <numerusform>%n Datei durch Ausschlüsse ausgelassen</numerusform>
            <numerusform>%n Dateien durch Ausschlüsse ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} saved</source>
        <translation>{size} gespart</translation>
    </message>
</context>
<context>
    <name>BasketView</name>
    <message>
        <source>Basket</source>
        <translation>Korb</translation>
    </message>
    <message>
        <source>Drop files and folders here</source>
        <translation>Dateien und Ordner hierher ziehen</translation>
    </message>
    <message>
        <source>Or add them with the buttons above. Then press Enter: everything else is filled in.</source>
        <translation>Oder mit den Knöpfen oben hinzufügen. Dann die Eingabetaste: Alles andere ist ausgefüllt.</translation>
    </message>
    <message>
        <source>Drop more files and folders here</source>
        <translation>Weitere Dateien und Ordner hierher ziehen</translation>
    </message>
</context>
<context>
    <name>CatalogueActions</name>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>No file manager could be opened</source>
        <translation>Es ließ sich kein Dateimanager öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) marked for deletion</source>
        <translation>
            <numerusform>%n Archiv zum Löschen vorgemerkt</numerusform>
            <numerusform>%n Archive zum Löschen vorgemerkt</numerusform>
        </translation>
    </message>
    <message>
        <source>The files stay until you clean up.</source>
        <translation>Die Dateien bleiben bis zum Aufräumen.</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) restored</source>
        <translation>
            <numerusform>%n Archiv wiederhergestellt</numerusform>
            <numerusform>%n Archive wiederhergestellt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) forgotten</source>
        <translation>
            <numerusform>%n Archiv vergessen</numerusform>
            <numerusform>%n Archive vergessen</numerusform>
        </translation>
    </message>
    <message>
        <source>The files stay.</source>
        <translation>Die Dateien bleiben.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Where is {name} now?</source>
        <translation>Wo liegt {name} jetzt?</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) pinned</source>
        <translation>
            <numerusform>%n Archiv angeheftet</numerusform>
            <numerusform>%n Archive angeheftet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) unpinned</source>
        <translation>
            <numerusform>%n Archiv freigegeben</numerusform>
            <numerusform>%n Archive freigegeben</numerusform>
        </translation>
    </message>
    <message>
        <source>No clean-up takes what is pinned.</source>
        <translation>Was angeheftet ist, bleibt bei jedem Aufräumen.</translation>
    </message>
    <message>
        <source>P&amp;in</source>
        <translation>Anhef&amp;ten</translation>
    </message>
    <message>
        <source>Unp&amp;in</source>
        <translation>Frei&amp;geben</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) moved to the trash</source>
        <translation>
            <numerusform>%n Archiv in den Papierkorb verschoben</numerusform>
            <numerusform>%n Archive in den Papierkorb verschoben</numerusform>
        </translation>
    </message>
    <message>
        <source>Relink…</source>
        <translation>Neu zuordnen …</translation>
    </message>
</context>
<context>
    <name>CatalogueDetails</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>O&amp;pen</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>E&amp;xtract…</source>
        <translation>E&amp;ntpacken …</translation>
    </message>
    <message>
        <source>Verif&amp;y</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>F&amp;orget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>Remove it from the catalogue; the file stays where it is</source>
        <translation>Aus dem Katalog nehmen; die Datei bleibt, wo sie ist</translation>
    </message>
    <message>
        <source>&amp;Mark as deleted</source>
        <translation>Zum &amp;Löschen vormerken</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n Archiv</numerusform>
            <numerusform>%n Archive</numerusform>
        </translation>
    </message>
    <message>
        <source>selected</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select an archive</source>
        <translation>Ein Archiv auswählen</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Gebaut in</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Vorgemerkt</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>{when} by {user} ({role})</source>
        <translation>{when} von {user} ({role})</translation>
    </message>
    <message>
        <source>{when} by {user}</source>
        <translation>{when} von {user}</translation>
    </message>
    <message>
        <source>{size} of {content}</source>
        <translation>{size} von {content}</translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} und %n weitere</numerusform>
            <numerusform>{first} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Re&amp;link…</source>
        <translation>Neu &amp;zuordnen …</translation>
    </message>
    <message>
        <source>Say where the file lies now</source>
        <translation>Sagen, wo die Datei jetzt liegt</translation>
    </message>
    <message>
        <source>Re&amp;store</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Re-create…</source>
        <translation>Nochmal&amp;s …</translation>
    </message>
    <message>
        <source>Build it again from its sources, and see what has changed since</source>
        <translation>Noch einmal aus den Quellen bauen und sehen, was sich seither geändert hat</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Keep it from every clean-up</source>
        <translation>Vor jedem Aufräumen schützen</translation>
    </message>
    <message>
        <source>No clean-up takes it</source>
        <translation>Bleibt bei jedem Aufräumen</translation>
    </message>
    <message>
        <source>P&amp;in</source>
        <translation>Anhef&amp;ten</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message numerus="yes">
        <source>%n more of these sources</source>
        <translation>
            <numerusform>%n weiteres dieser Quellen</numerusform>
            <numerusform>%n weitere dieser Quellen</numerusform>
        </translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>CatalogueDuplicates</name>
    <message numerus="yes">
        <source>%n content(s)</source>
        <translation>
            <numerusform>%n Inhalt</numerusform>
            <numerusform>%n Inhalte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copy(s) of “{path}”</source>
        <translation>
            <numerusform>%n Kopie von „{path}“</numerusform>
            <numerusform>%n Kopien von „{path}“</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the archives</source>
        <translation>Zurück zu den Archiven</translation>
    </message>
    <message>
        <source>Contents in several archives</source>
        <translation>Inhalte in mehreren Archiven</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Duplikate</translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation>Duplikate werden gesucht …</translation>
    </message>
    <message>
        <source>No content lies in more than one archive.</source>
        <translation>Kein Inhalt liegt in mehr als einem Archiv.</translation>
    </message>
    <message>
        <source>No duplicates</source>
        <translation>Keine Duplikate</translation>
    </message>
    <message>
        <source>The catalogue could not be read</source>
        <translation>Der Katalog konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>{size} could be saved, before compression</source>
        <translation>{size} ließen sich sparen, vor der Kompression</translation>
    </message>
</context>
<context>
    <name>CatalogueJobs</name>
    <message>
        <source>{name} was found again</source>
        <translation>{name} wurde wiedergefunden</translation>
    </message>
    <message>
        <source>This is not {name}</source>
        <translation>Das ist nicht {name}</translation>
    </message>
    <message>
        <source>Its content is another one; nothing was changed.</source>
        <translation>Der Inhalt ist ein anderer; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Not everything could be done</source>
        <translation>Nicht alles war möglich</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
</context>
<context>
    <name>CatalogueMatches</name>
    <message>
        <source>Back to the search</source>
        <translation>Zurück zur Suche</translation>
    </message>
    <message>
        <source>of “{path}”</source>
        <translation>von „{path}“</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n Fassung</numerusform>
            <numerusform>%n Fassungen</numerusform>
        </translation>
    </message>
    <message>
        <source>{count}+ entries found</source>
        <translation>Über {count} Einträge gefunden</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) found</source>
        <translation>
            <numerusform>%n Eintrag gefunden</numerusform>
            <numerusform>%n Einträge gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Extract this version…</source>
        <translation>Diese Fassung entpacken …</translation>
    </message>
    <message>
        <source>Show versions</source>
        <translation>Fassungen zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>in “{name}”, as the catalogue knows it</source>
        <translation>in „{name}“, wie der Katalog es kennt</translation>
    </message>
    <message>
        <source>{count}+ entries</source>
        <translation>{count}+ Einträge</translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Reading the catalogue…</source>
        <translation>Katalog wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n Archiv</numerusform>
            <numerusform>%n Archive</numerusform>
        </translation>
    </message>
    <message>
        <source>No archive has “{text}” in its name</source>
        <translation>Kein Archiv hat „{text}“ im Namen</translation>
    </message>
    <message>
        <source>Clear the search to see all archives.</source>
        <translation>Ohne die Suche sind alle Archive zu sehen.</translation>
    </message>
    <message>
        <source>Every archive that you create is listed here.</source>
        <translation>Jedes Archiv, das Sie erstellen, steht hier.</translation>
    </message>
    <message>
        <source>No archives yet</source>
        <translation>Noch keine Archive</translation>
    </message>
    <message>
        <source>The catalogue could not be read</source>
        <translation>Der Katalog war nicht zu lesen</translation>
    </message>
</context>
<context>
    <name>CatalogueSearchRow</name>
    <message>
        <source>Search archives and every entry in them</source>
        <translation>Archive und alle ihre Einträge durchsuchen</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
</context>
<context>
    <name>CatalogueTable</name>
    <message>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Co&amp;lumns</source>
        <translation>&amp;Spalten</translation>
    </message>
</context>
<context>
    <name>CatalogueUpkeep</name>
    <message>
        <source>&amp;Clean up…</source>
        <translation>A&amp;ufräumen …</translation>
    </message>
    <message>
        <source>&amp;Look for moved archives…</source>
        <translation>&amp;Verschobene Archive suchen …</translation>
    </message>
    <message>
        <source>Add &amp;archives…</source>
        <translation>&amp;Archive aufnehmen …</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>Einen &amp;Ordner aufnehmen …</translation>
    </message>
    <message>
        <source>Add all archives in a folder</source>
        <translation>Alle Archive in einem Ordner aufnehmen</translation>
    </message>
    <message>
        <source>Add archives to the catalogue</source>
        <translation>Archive in den Katalog aufnehmen</translation>
    </message>
    <message>
        <source>Add existi&amp;ng</source>
        <translation>V&amp;orhandene aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Duplicates</source>
        <translation>Dupl&amp;ikate</translation>
    </message>
    <message>
        <source>Look for moved archives in</source>
        <translation>Verschobene Archive suchen in</translation>
    </message>
    <message>
        <source>Looking for moved archives…</source>
        <translation>Verschobene Archive werden gesucht …</translation>
    </message>
    <message>
        <source>Reading archives into the catalogue…</source>
        <translation>Archive werden in den Katalog eingelesen …</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>&amp;Verify what is due</source>
        <translation>&amp;Fällige prüfen</translation>
    </message>
    <message>
        <source>Verify a&amp;ll archives</source>
        <translation>Alle Archive &amp;prüfen</translation>
    </message>
    <message>
        <source>Verifying all archives…</source>
        <translation>Alle Archive werden geprüft …</translation>
    </message>
    <message numerus="yes">
        <source>Verifying the archives that were not read for %n day(s)…</source>
        <translation>
            <numerusform>Archive, die %n Tag nicht gelesen wurden, werden geprüft …</numerusform>
            <numerusform>Archive, die %n Tage nicht gelesen wurden, werden geprüft …</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Export the catalogue…</source>
        <translation>Katalog &amp;exportieren …</translation>
    </message>
    <message>
        <source>&amp;Import a catalogue…</source>
        <translation>Katalog &amp;importieren …</translation>
    </message>
    <message>
        <source>Export the catalogue as JSON lines</source>
        <translation>Den Katalog als JSON-Zeilen exportieren</translation>
    </message>
    <message>
        <source>Exporting the catalogue…</source>
        <translation>Der Katalog wird exportiert …</translation>
    </message>
    <message>
        <source>Import an exported catalogue</source>
        <translation>Einen exportierten Katalog importieren</translation>
    </message>
    <message>
        <source>Importing a catalogue…</source>
        <translation>Ein Katalog wird importiert …</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Fort</translation>
    </message>
    <message>
        <source>In the archive</source>
        <translation>Im Archiv</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
</context>
<context>
    <name>ChipTabs</name>
    <message>
        <source>Close {name}</source>
        <translation>{name} schließen</translation>
    </message>
</context>
<context>
    <name>CleanUpDialog</name>
    <message>
        <source>Clean up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>What would be deleted</source>
        <translation>Was gelöscht würde</translation>
    </message>
    <message>
        <source>The files are deleted for good; there is no undo.</source>
        <translation>Die Dateien werden endgültig gelöscht; rückgängig machen lässt es sich nicht.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Purge</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Cleaning up</source>
        <translation>Das Aufräumen</translation>
    </message>
    <message>
        <source>Nothing to clean up</source>
        <translation>Nichts aufzuräumen</translation>
    </message>
    <message>
        <source>No archive is marked for deletion.</source>
        <translation>Kein Archiv ist zum Löschen vorgemerkt.</translation>
    </message>
    <message>
        <source>No archive is that old.</source>
        <translation>Kein Archiv ist so alt.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Purge %n archive(s)</source>
        <translation>
            <numerusform>%n Archiv &amp;löschen</numerusform>
            <numerusform>%n Archive &amp;löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s), {size} will be deleted.</source>
        <translation>
            <numerusform>%n Archiv, {size}, wird gelöscht.</numerusform>
            <numerusform>%n Archive, {size}, werden gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing will be deleted.</source>
        <translation>Nichts wird gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) will be forgotten.</source>
        <translation>
            <numerusform>%n Archiv wird vergessen.</numerusform>
            <numerusform>%n Archive werden vergessen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Forget %n archive(s)</source>
        <translation>
            <numerusform>%n Archiv &amp;vergessen</numerusform>
            <numerusform>%n Archive &amp;vergessen</numerusform>
        </translation>
    </message>
    <message>
        <source>Files go to the trash.</source>
        <translation>Die Dateien kommen in den Papierkorb.</translation>
    </message>
    <message>
        <source>Files go to the trash; what is not on this computer is deleted for good.</source>
        <translation>Die Dateien kommen in den Papierkorb; was nicht auf diesem Rechner liegt, wird endgültig gelöscht.</translation>
    </message>
    <message>
        <source>Move files to the &amp;trash</source>
        <translation>Dateien in den &amp;Papierkorb verschieben</translation>
    </message>
    <message>
        <source>No archive goes by this rule.</source>
        <translation>Nach dieser Regel geht kein Archiv.</translation>
    </message>
    <message>
        <source>No archive's file is missing.</source>
        <translation>Keinem Archiv fehlt die Datei.</translation>
    </message>
    <message>
        <source>Only the rows of the catalogue go; no file is deleted.</source>
        <translation>Nur die Zeilen des Katalogs gehen; keine Datei wird gelöscht.</translation>
    </message>
</context>
<context>
    <name>CleanUpRule</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Age</source>
        <translation>&amp;Alter</translation>
    </message>
    <message>
        <source>&amp;Keep the last</source>
        <translation>Die &amp;letzten behalten:</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>&amp;Unit</source>
        <translation>&amp;Einheit</translation>
    </message>
    <message>
        <source>&amp;What goes</source>
        <translation>&amp;Was geht</translation>
    </message>
    <message>
        <source>A&amp;lways keep the last</source>
        <translation>&amp;Immer behalten: die letzten</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>All but the last of each source…</source>
        <translation>Alle außer den letzten jeder Quelle …</translation>
    </message>
    <message>
        <source>Archives marked for deletion</source>
        <translation>Zum Löschen vorgemerkte Archive</translation>
    </message>
    <message>
        <source>Archives whose file is missing</source>
        <translation>Archive, deren Datei fehlt</translation>
    </message>
    <message>
        <source>How many are always kept</source>
        <translation>Wie viele immer bleiben</translation>
    </message>
    <message>
        <source>Older than…</source>
        <translation>Älter als …</translation>
    </message>
    <message>
        <source>Saved rules</source>
        <translation>Gespeicherte Regeln</translation>
    </message>
    <message>
        <source>The oldest, while all are larger than…</source>
        <translation>Die ältesten, solange alle größer sind als …</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>file is missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message numerus="yes">
        <source>keeps the last %n of each source</source>
        <translation>
            <numerusform>behält das letzte jeder Quelle (%n)</numerusform>
            <numerusform>behält die letzten %n jeder Quelle</numerusform>
        </translation>
    </message>
    <message>
        <source>larger together than {size}</source>
        <translation>zusammen größer als {size}</translation>
    </message>
    <message>
        <source>marked for deletion</source>
        <translation>zum Löschen vorgemerkt</translation>
    </message>
    <message>
        <source>of each source</source>
        <translation>jeder Quelle</translation>
    </message>
    <message>
        <source>older than {age}</source>
        <translation>älter als {age}</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>File exists</source>
        <translation>Datei vorhanden</translation>
    </message>
    <message>
        <source>There is a file of this name already</source>
        <translation>Eine Datei dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>Do this &amp;for all further files</source>
        <translation>Für alle &amp;weiteren Dateien so verfahren</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>In the archive</source>
        <translation>Im Archiv</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Neuer</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Kein Datum</translation>
    </message>
    <message>
        <source>&amp;Cancel extraction</source>
        <translation>Entpacken a&amp;bbrechen</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>&amp;Keep both</source>
        <translation>&amp;Beide behalten</translation>
    </message>
    <message>
        <source>&amp;Skip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
</context>
<context>
    <name>CreateOptions</name>
    <message>
        <source>More o&amp;ptions</source>
        <translation>&amp;Weitere Optionen</translation>
    </message>
    <message>
        <source>Verify after b&amp;uilding</source>
        <translation>Nach dem Bauen &amp;prüfen</translation>
    </message>
    <message>
        <source>Reproducible: e&amp;qual files, equal bytes</source>
        <translation>Reproduzierbar: &amp;gleiche Dateien, gleiche Bytes</translation>
    </message>
    <message>
        <source>Follow symbolic lin&amp;ks</source>
        <translation>Symbol&amp;ischen Verknüpfungen folgen</translation>
    </message>
    <message>
        <source>E&amp;xclude, one pattern a line</source>
        <translation>Ausschließen, ein Muster &amp;je Zeile</translation>
    </message>
    <message>
        <source>R&amp;ole</source>
        <translation>Benut&amp;zerrolle</translation>
    </message>
    <message>
        <source>verified after building</source>
        <translation>nach dem Bauen geprüft</translation>
    </message>
    <message>
        <source>reproducible</source>
        <translation>reproduzierbar</translation>
    </message>
    <message>
        <source>links followed</source>
        <translation>Verknüpfungen gefolgt</translation>
    </message>
    <message numerus="yes">
        <source>%n exclusion(s)</source>
        <translation>
            <numerusform>%n Ausschluss</numerusform>
            <numerusform>%n Ausschlüsse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>New archive</source>
        <translation>Neues Archiv</translation>
    </message>
    <message>
        <source>&amp;Create archive</source>
        <translation>Archi&amp;v erstellen</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>{name} exists already</source>
        <translation>{name} gibt es schon</translation>
    </message>
    <message>
        <source>Replace it, or keep both by another name?</source>
        <translation>Ersetzen, oder beide unter verschiedenen Namen behalten?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Keep both as {name}</source>
        <translation>Beide behalten, neu als {name}</translation>
    </message>
    <message>
        <source>Creating {name}…</source>
        <translation>{name} wird erstellt …</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Put the files back into the basket</source>
        <translation>Die Dateien zurück in den Korb legen</translation>
    </message>
    <message>
        <source>Opens in: {programs}</source>
        <translation>Öffnet sich in: {programs}</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} was cancelled</source>
        <translation>{name} wurde abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was left behind.</source>
        <translation>Nichts ist zurückgeblieben.</translation>
    </message>
    <message>
        <source>{name} is ready</source>
        <translation>{name} ist fertig</translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n Anmerkung</numerusform>
            <numerusform>%n Anmerkungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CreatePresets</name>
    <message>
        <source>&amp;Favourites</source>
        <translation>&amp;Favoriten</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Save these settings…</source>
        <translation>Diese Einstellungen &amp;speichern …</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source>No presets yet</source>
        <translation>Noch keine Vorlagen</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Save these settings</source>
        <translation>Diese Einstellungen speichern</translation>
    </message>
</context>
<context>
    <name>Duplicates</name>
    <message>
        <source>Archives</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Could be saved</source>
        <translation>Ließe sich sparen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>EntryList</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>Gepackt</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>CRC</source>
        <translation>CRC</translation>
    </message>
</context>
<context>
    <name>EntryMatches</name>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>Same content</source>
        <translation>Gleicher Inhalt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n Fassung</numerusform>
            <numerusform>%n Fassungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
</context>
<context>
    <name>EntryTable</name>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
</context>
<context>
    <name>ExtractDialog</name>
    <message>
        <source>Extract</source>
        <translation>Entpacken</translation>
    </message>
    <message>
        <source>{what} of {archive}</source>
        <translation>{what} aus {archive}</translation>
    </message>
    <message>
        <source>Extract to</source>
        <translation>Entpacken nach</translation>
    </message>
    <message>
        <source>Extract &amp;to</source>
        <translation>Entpacken &amp;nach</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>&amp;When a file is there already</source>
        <translation>&amp;Wenn es eine Datei schon gibt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Extract</source>
        <translation>&amp;Entpacken</translation>
    </message>
</context>
<context>
    <name>FailureDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>FileKinds</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verknüpfung</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Präsentation</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Source text</source>
        <translation>Quelltext</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>FormColumn</name>
    <message>
        <source>T&amp;ype</source>
        <translation>T&amp;yp</translation>
    </message>
    <message>
        <source>&amp;Level</source>
        <translation>Stu&amp;fe</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Save to</source>
        <translation>Speichern &amp;unter</translation>
    </message>
    <message>
        <source>&amp;Backend</source>
        <translation>Ba&amp;ckend</translation>
    </message>
    <message>
        <source>Co&amp;mpression</source>
        <translation>Ko&amp;mpression</translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation>Durch&amp;suchen …</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>No levels</source>
        <translation>Keine Stufen</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Opens everywhere</source>
        <translation>Öffnet sich überall</translation>
    </message>
    <message>
        <source>Windows, macOS, Linux and phones, without any other program</source>
        <translation>Windows, macOS, Linux und Telefonen, ohne weiteres Programm</translation>
    </message>
    <message>
        <source>No compression</source>
        <translation>Ohne Kompression</translation>
    </message>
    <message>
        <source>every Unix, Windows 10 and later, 7-Zip</source>
        <translation>jedem Unix, Windows ab 10, 7-Zip</translation>
    </message>
    <message>
        <source>Classic on Linux, macOS</source>
        <translation>Klassisch auf Linux, macOS</translation>
    </message>
    <message>
        <source>Small, slow, older</source>
        <translation>Klein, langsam, älter</translation>
    </message>
    <message>
        <source>every Unix, Windows 11, 7-Zip</source>
        <translation>jedem Unix, Windows 11, 7-Zip</translation>
    </message>
    <message>
        <source>Smallest, slow</source>
        <translation>Am kleinsten, langsam</translation>
    </message>
    <message>
        <source>Smallest for its speed</source>
        <translation>Schnell und klein</translation>
    </message>
    <message>
        <source>Linux, Windows 11, 7-Zip 24 and later</source>
        <translation>Linux, Windows 11, 7-Zip ab 24</translation>
    </message>
    <message>
        <source>Fastest, larger</source>
        <translation>Schnell, größer</translation>
    </message>
    <message>
        <source>Linux with lz4, bsdtar</source>
        <translation>Linux mit lz4, bsdtar</translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>Progress of {title}</source>
        <translation>Fortschritt von {title}</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Cancel {title}</source>
        <translation>{title} abbrechen</translation>
    </message>
    <message>
        <source>Show remarks</source>
        <translation>Anmerkungen zeigen</translation>
    </message>
    <message>
        <source>Hide remarks</source>
        <translation>Anmerkungen verbergen</translation>
    </message>
    <message>
        <source>Choose another &amp;folder</source>
        <translation>Anderen &amp;Ordner wählen</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im Ordner &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Show folder</source>
        <translation>Ordner &amp;zeigen</translation>
    </message>
    <message>
        <source>Copy &amp;digest</source>
        <translation>&amp;Prüfsumme kopieren</translation>
    </message>
    <message>
        <source>to {folder}</source>
        <translation>nach {folder}</translation>
    </message>
    <message>
        <source>Waiting for another job</source>
        <translation>Wartet auf einen anderen Auftrag</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen …</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{ratio} so far</source>
        <translation>bisher {ratio}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt …</translation>
    </message>
    <message numerus="yes">
        <source>Complete with %n remark(s)</source>
        <translation>
            <numerusform>Vollständig mit %n Anmerkung</numerusform>
            <numerusform>Vollständig mit %n Anmerkungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Partial: %n remark(s)</source>
        <translation>
            <numerusform>Unvollständig: %n Anmerkung</numerusform>
            <numerusform>Unvollständig: %n Anmerkungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n Archiv</numerusform>
            <numerusform>%n Archive</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was left behind; an older archive of this name is untouched.</source>
        <translation>Nichts ist zurückgeblieben; ein älteres Archiv dieses Namens ist unberührt.</translation>
    </message>
    <message>
        <source>Nothing was left behind.</source>
        <translation>Nichts ist zurückgeblieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) found again</source>
        <translation>
            <numerusform>%n Archiv wiedergefunden</numerusform>
            <numerusform>%n Archive wiedergefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
</context>
<context>
    <name>JobSummary</name>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Auftrag</numerusform>
            <numerusform>%n Aufträge</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>JobTitles</name>
    <message>
        <source>Create {name}</source>
        <translation>{name} erstellen</translation>
    </message>
    <message>
        <source>Extract {name}</source>
        <translation>{name} entpacken</translation>
    </message>
    <message>
        <source>Test {name}</source>
        <translation>{name} testen</translation>
    </message>
    <message>
        <source>Verify {name}</source>
        <translation>{name} prüfen</translation>
    </message>
    <message>
        <source>Verify all archives</source>
        <translation>Alle Archive prüfen</translation>
    </message>
    <message numerus="yes">
        <source>Purge %n archive(s)</source>
        <translation>
            <numerusform>%n Archiv löschen</numerusform>
            <numerusform>%n Archive löschen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Verify %n archive(s)</source>
        <translation>
            <numerusform>%n Archiv prüfen</numerusform>
            <numerusform>%n Archive prüfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n archive(s)</source>
        <translation>
            <numerusform>%n Archiv aufnehmen</numerusform>
            <numerusform>%n Archive aufnehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>{name} aufnehmen</translation>
    </message>
    <message>
        <source>Find moved archives</source>
        <translation>Verschobene Archive suchen</translation>
    </message>
    <message>
        <source>Read archives into the catalogue</source>
        <translation>Archive in den Katalog einlesen</translation>
    </message>
    <message>
        <source>Undo the purge</source>
        <translation>Löschen rückgängig machen</translation>
    </message>
    <message>
        <source>Verify archives that are due</source>
        <translation>Fällige Archive prüfen</translation>
    </message>
    <message>
        <source>Export the catalogue</source>
        <translation>Den Katalog exportieren</translation>
    </message>
    <message>
        <source>Import a catalogue</source>
        <translation>Einen Katalog importieren</translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Clear fin&amp;ished</source>
        <translation>Beendete ent&amp;fernen</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Noch keine Aufträge</translation>
    </message>
    <message>
        <source>What you create, extract, test or clean up appears here, with its progress and its result.</source>
        <translation>Was Sie erstellen, entpacken, testen oder aufräumen, erscheint hier mit Fortschritt und Ergebnis.</translation>
    </message>
    <message>
        <source>&amp;Create an archive</source>
        <translation>Ein Arch&amp;iv erstellen</translation>
    </message>
    <message>
        <source>Save {name} to</source>
        <translation>{name} speichern unter</translation>
    </message>
    <message>
        <source>No file manager could be opened</source>
        <translation>Es ließ sich kein Dateimanager öffnen</translation>
    </message>
    <message>
        <source>The SHA-256 digest of {name} was copied</source>
        <translation>Die SHA-256-Prüfsumme von {name} wurde kopiert</translation>
    </message>
</context>
<context>
    <name>Landing</name>
    <message>
        <source>{name} is an archive</source>
        <translation>{name} ist ein Archiv</translation>
    </message>
    <message numerus="yes">
        <source>These are %n archive(s)</source>
        <translation>
            <numerusform>Das ist %n Archiv</numerusform>
            <numerusform>Das sind %n Archive</numerusform>
        </translation>
    </message>
    <message>
        <source>Open, or put into a new archive?</source>
        <translation>Öffnen, oder in ein neues Archiv packen?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Put into a new archive</source>
        <translation>In ein neues Archiv packen</translation>
    </message>
</context>
<context>
    <name>Levels</name>
    <message>
        <source>Store</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Ultra</source>
        <translation>Ultra</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Create</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n Archiv</numerusform>
            <numerusform>%n Archive</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatchActions</name>
    <message>
        <source>&amp;Open archive</source>
        <translation>Archiv ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Show &amp;versions</source>
        <translation>&amp;Fassungen zeigen</translation>
    </message>
    <message>
        <source>&amp;Extract this version…</source>
        <translation>Diese Fassung &amp;entpacken…</translation>
    </message>
    <message>
        <source>No file manager could be opened</source>
        <translation>Es ließ sich kein Dateimanager öffnen</translation>
    </message>
</context>
<context>
    <name>MatchTable</name>
    <message>
        <source>Entries found</source>
        <translation>Gefundene Einträge</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>A&amp;rchiv</translation>
    </message>
    <message>
        <source>Catalo&amp;gue</source>
        <translation>&amp;Katalog</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Extras</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Dorthin gehen</translation>
    </message>
    <message>
        <source>&amp;New archive</source>
        <translation>&amp;Neues Archiv</translation>
    </message>
    <message>
        <source>&amp;Open archive…</source>
        <translation>Archiv ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>&amp;Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Add fol&amp;der…</source>
        <translation>&amp;Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Paste files into the basket</source>
        <translation>Dateien in den Korb &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Clear the basket</source>
        <translation>Den Korb &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Filter this page</source>
        <translation>Diese Seite &amp;filtern</translation>
    </message>
    <message>
        <source>&amp;Search all archives</source>
        <translation>Alle Archive &amp;durchsuchen</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Erstellen</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Aufträge</translation>
    </message>
    <message>
        <source>&amp;Rail</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Archiver</source>
        <translation>Ü&amp;ber Archiver</translation>
    </message>
    <message>
        <source>Open archive</source>
        <translation>Archiv öffnen</translation>
    </message>
    <message>
        <source>Basket</source>
        <translation>Korb</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Repair…</source>
        <translation>Reparieren …</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Nothing to preview</source>
        <translation>Keine Vorschau</translation>
    </message>
    <message>
        <source>Choose a file to have a glance at it.</source>
        <translation>Eine Datei wählen, um einen Blick auf sie zu werfen.</translation>
    </message>
    <message>
        <source>A folder has no preview</source>
        <translation>Ordner haben keine Vorschau</translation>
    </message>
    <message>
        <source>No preview</source>
        <translation>Keine Vorschau</translation>
    </message>
    <message>
        <source>It leads to no file of this archive.</source>
        <translation>Der Eintrag führt zu keiner Datei dieses Archivs.</translation>
    </message>
    <message>
        <source>A password locks it</source>
        <translation>Mit einem Passwort gesichert</translation>
    </message>
    <message>
        <source>This file is empty</source>
        <translation>Diese Datei ist leer</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Open or extract it to see it.</source>
        <translation>Zum Ansehen öffnen oder entpacken.</translation>
    </message>
    <message>
        <source>This picture is too large for a preview</source>
        <translation>Dieses Bild ist zu groß für eine Vorschau</translation>
    </message>
    <message>
        <source>text, {encoding}</source>
        <translation>Text, {encoding}</translation>
    </message>
    <message>
        <source>text in an unknown encoding</source>
        <translation>Text in unbekannter Kodierung</translation>
    </message>
    <message>
        <source>no text; its first bytes</source>
        <translation>kein Text; die ersten Bytes</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>der Anfang</translation>
    </message>
</context>
<context>
    <name>PurgePreview</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>disk not connected: kept</source>
        <translation>Datenträger nicht verbunden: bleibt</translation>
    </message>
    <message>
        <source>file is missing: kept</source>
        <translation>Datei fehlt: bleibt</translation>
    </message>
    <message>
        <source>file is missing: only its row goes</source>
        <translation>Datei fehlt: nur ihre Zeile geht</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>among the oldest: {when}</source>
        <translation>unter den ältesten: {when}</translation>
    </message>
    <message>
        <source>created: {when}</source>
        <translation>erstellt: {when}</translation>
    </message>
    <message>
        <source>marked: {when}</source>
        <translation>vorgemerkt: {when}</translation>
    </message>
    <message>
        <source>newer ones are kept: {when}</source>
        <translation>neuere bleiben: {when}</translation>
    </message>
    <message>
        <source>one of the last: kept</source>
        <translation>eines der letzten: bleibt</translation>
    </message>
    <message>
        <source>pinned: kept</source>
        <translation>angeheftet: bleibt</translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n job(s) still running</source>
        <translation>
            <numerusform>%n Auftrag läuft noch</numerusform>
            <numerusform>%n Aufträge laufen noch</numerusform>
        </translation>
    </message>
    <message>
        <source>If you quit now they are cancelled, and nothing half-made is left behind.</source>
        <translation>Wenn Sie jetzt beenden, werden sie abgebrochen; nichts Halbfertiges bleibt zurück.</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>&amp;Cancel them and quit</source>
        <translation>&amp;Abbrechen und beenden</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>RecreateDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Re-create</source>
        <translation>Neu er&amp;stellen</translation>
    </message>
    <message>
        <source>Builds {name} in {folder}</source>
        <translation>Baut {name} in {folder}</translation>
    </message>
    <message>
        <source>Changed since then</source>
        <translation>Seither geändert</translation>
    </message>
    <message>
        <source>Comparing with the sources…</source>
        <translation>Wird mit den Quellen verglichen …</translation>
    </message>
    <message>
        <source>Nothing has changed</source>
        <translation>Nichts hat sich geändert</translation>
    </message>
    <message>
        <source>Re&amp;place the older archive once the new one is whole</source>
        <translation>Das ältere Archiv e&amp;rsetzen, sobald das neue ganz ist</translation>
    </message>
    <message>
        <source>Re-create from sources</source>
        <translation>Neu aus den Quellen erstellen</translation>
    </message>
    <message>
        <source>What has changed since</source>
        <translation>Was sich seither geändert hat</translation>
    </message>
    <message>
        <source>What lies on disk is what is in the archive.</source>
        <translation>Was auf der Platte liegt, ist, was im Archiv ist.</translation>
    </message>
    <message>
        <source>{count} as they were</source>
        <translation>{count} unverändert</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count} geändert</translation>
    </message>
    <message>
        <source>{count} gone</source>
        <translation>{count} fort</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} neu</translation>
    </message>
    <message>
        <source>{name}, built {when}</source>
        <translation>{name}, gebaut: {when}</translation>
    </message>
    <message>
        <source>O&amp;ffer it under Presets on the Create page</source>
        <translation>Unter &amp;Vorlagen auf der Seite Erstellen anbieten</translation>
    </message>
</context>
<context>
    <name>RemarkList</name>
    <message>
        <source>Remarks</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Copy remarks</source>
        <translation>Anmerkungen kopieren</translation>
    </message>
</context>
<context>
    <name>RescueDialog</name>
    <message>
        <source>&amp;Build a new one from the archives</source>
        <translation>&amp;Neu aus den Archiven aufbauen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopie</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>A new catalogue is being built from your archives</source>
        <translation>Aus Ihren Archiven wird ein neuer Katalog aufgebaut</translation>
    </message>
    <message>
        <source>Put back the &amp;last copy</source>
        <translation>&amp;Letzte Kopie zurückholen</translation>
    </message>
    <message>
        <source>Reads all archives that are still known, and those in the archives folder. Marks are lost.</source>
        <translation>Liest alle noch bekannten Archive und die im Archivordner. Vormerkungen gehen verloren.</translation>
    </message>
    <message>
        <source>The old file is kept in {folder}</source>
        <translation>Die alte Datei liegt in {folder}</translation>
    </message>
    <message>
        <source>There is no copy yet: one is kept of every day of use.</source>
        <translation>Es gibt noch keine Kopie: Von jedem Tag der Benutzung wird eine aufgehoben.</translation>
    </message>
    <message>
        <source>Your archives are not affected. What is there now is kept aside.</source>
        <translation>Ihre Archive sind nicht betroffen. Was jetzt da ist, wird beiseitegelegt.</translation>
    </message>
    <message>
        <source>A copy was put back: {when}</source>
        <translation>Eine Kopie wurde zurückgeholt: {when}</translation>
    </message>
    <message>
        <source>It is of {when}. Archives that were made since are read into it again.</source>
        <translation>Sie ist von: {when}. Archive, die seither entstanden sind, werden wieder eingelesen.</translation>
    </message>
    <message>
        <source>Put back &amp;this copy</source>
        <translation>&amp;Diese Kopie zurückholen</translation>
    </message>
    <message>
        <source>The catalogue is damaged</source>
        <translation>Der Katalog ist beschädigt</translation>
    </message>
    <message>
        <source>The catalogue is missing</source>
        <translation>Der Katalog fehlt</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>Studierende</translation>
    </message>
    <message>
        <source>Examiner</source>
        <translation>Prüfende</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>SavedRules</name>
    <message>
        <source>&amp;Propose it at every start</source>
        <translation>Bei jedem Start &amp;vorschlagen</translation>
    </message>
    <message>
        <source>&amp;Remove this rule</source>
        <translation>Diese Regel &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Save this rule…</source>
        <translation>Diese Regel &amp;speichern …</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Save this rule</source>
        <translation>Diese Regel speichern</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Aussehen</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Another language takes effect when Archiver starts again.</source>
        <translation>Eine andere Sprache gilt nach dem nächsten Start von Archiver.</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
        <source>&amp;Archives folder</source>
        <translation>Archiv&amp;ordner</translation>
    </message>
    <message>
        <source>Your &amp;name, in the catalogue</source>
        <translation>Ihr &amp;Name im Katalog</translation>
    </message>
    <message>
        <source>Your &amp;role</source>
        <translation>Ihre &amp;Rolle</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Archives folder</source>
        <translation>Archivordner</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Das Speichern</translation>
    </message>
    <message>
        <source>&amp;Verify archives again after</source>
        <translation>Archive erneut &amp;prüfen nach</translation>
    </message>
    <message>
        <source>Days until archives are verified again</source>
        <translation>Tage, nach denen Archive erneut geprüft werden</translation>
    </message>
    <message>
        <source>While Archiver is open and has nothing else to do. Pause it on the Jobs page.</source>
        <translation>Während Archiver offen ist und nichts anderes zu tun hat. Auf der Seite Aufträge anzuhalten.</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tagen</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>UnexpectedErrors</name>
    <message>
        <source>Something went wrong that should not have</source>
        <translation>Etwas ist schiefgegangen, das nicht hätte schiefgehen dürfen</translation>
    </message>
    <message>
        <source>It is written down in the log. Please report it.</source>
        <translation>Es steht im Protokoll. Bitte melden Sie es.</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Today {time}</source>
        <translation>Heute {time}</translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation>Gestern {time}</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>format of a date</comment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Complete with remarks</source>
        <translation>Vollständig mit Anmerkungen</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>ExcessDialog</name>
    <message>
        <source>Unusually large</source>
        <translation>Ungewöhnlich groß</translation>
    </message>
    <message>
        <source>This archive unpacks to much more than it is</source>
        <translation>Dieses Archiv entpackt sich zu weit mehr, als es ist</translation>
    </message>
    <message>
        <source>Archives like this are made to fill up disks. Go on only if you know where it comes from.</source>
        <translation>Solche Archive werden gemacht, um Datenträger zu füllen. Nur fortfahren, wenn Sie wissen, woher es kommt.</translation>
    </message>
    <message>
        <source>More than {content} came out of {archive}.</source>
        <translation>Aus {archive} wurden schon mehr als {content}.</translation>
    </message>
    <message>
        <source>Its folders lie more than {count} deep in each other.</source>
        <translation>Seine Ordner liegen mehr als {count} tief ineinander.</translation>
    </message>
    <message>
        <source>It has more than {count} entries without content.</source>
        <translation>Es hat mehr als {count} Einträge ohne Inhalt.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>&amp;Extract all the same</source>
        <translation>Trotzdem &amp;entpacken</translation>
    </message>
</context>
<context>
    <name>ArchiveJobs</name>
    <message>
        <source>Show job</source>
        <translation>Auftrag zeigen</translation>
    </message>
    <message>
        <source>{job}: {outcome}</source>
        <translation>{job}: {outcome}</translation>
    </message>
</context>
<context>
    <name>EntryOpener</name>
    <message>
        <source>{name} cannot be opened</source>
        <translation>{name} lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>It leads to no file of this archive.</source>
        <translation>Der Link führt zu keiner Datei dieses Archivs.</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} wird geöffnet …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Nothing opens {name}</source>
        <translation>Nichts öffnet {name}</translation>
    </message>
    <message>
        <source>The desktop knows no program for files of this kind. Extract it instead.</source>
        <translation>Dem Schreibtisch ist kein Programm für Dateien dieser Art bekannt. Stattdessen entpacken.</translation>
    </message>
</context>
<context>
    <name>OpenProgramDialog</name>
    <message>
        <source>This file may be a program</source>
        <translation>Diese Datei ist vielleicht ein Programm</translation>
    </message>
    <message>
        <source>Programs, scripts and launchers can do whatever you can do, to all your files. Open it only if you know where the archive comes from.</source>
        <translation>Programme, Skripte und Starter können alles, was Sie können, mit all Ihren Dateien. Nur öffnen, wenn Sie wissen, woher das Archiv kommt.</translation>
    </message>
    <message>
        <source>&amp;Do not open</source>
        <translation>&amp;Nicht öffnen</translation>
    </message>
    <message>
        <source>&amp;Open all the same</source>
        <translation>Trotzdem ö&amp;ffnen</translation>
    </message>
</context>
<context>
    <name>NamesMenu</name>
    <message>
        <source>&amp;Names are in</source>
        <translation>&amp;Namen sind in</translation>
    </message>
    <message>
        <source>&amp;What fits them best</source>
        <translation>&amp;Was am besten passt</translation>
    </message>
    <message>
        <source>&amp;Left as they are stored</source>
        <translation>&amp;Wie sie gespeichert sind</translation>
    </message>
    <message>
        <source>DOS, Western</source>
        <translation>DOS, westlich</translation>
    </message>
    <message>
        <source>DOS, Western European</source>
        <translation>DOS, westeuropäisch</translation>
    </message>
    <message>
        <source>DOS, Central European</source>
        <translation>DOS, mitteleuropäisch</translation>
    </message>
    <message>
        <source>DOS, Cyrillic</source>
        <translation>DOS, kyrillisch</translation>
    </message>
    <message>
        <source>Windows, Central European</source>
        <translation>Windows, mitteleuropäisch</translation>
    </message>
    <message>
        <source>Windows, Cyrillic</source>
        <translation>Windows, kyrillisch</translation>
    </message>
    <message>
        <source>Windows, Western European</source>
        <translation>Windows, westeuropäisch</translation>
    </message>
    <message>
        <source>Windows, Greek</source>
        <translation>Windows, griechisch</translation>
    </message>
    <message>
        <source>Windows, Turkish</source>
        <translation>Windows, türkisch</translation>
    </message>
    <message>
        <source>Windows, Hebrew</source>
        <translation>Windows, hebräisch</translation>
    </message>
    <message>
        <source>Windows, Arabic</source>
        <translation>Windows, arabisch</translation>
    </message>
    <message>
        <source>Windows, Thai</source>
        <translation>Windows, thailändisch</translation>
    </message>
    <message>
        <source>KOI8, Cyrillic</source>
        <translation>KOI8, kyrillisch</translation>
    </message>
    <message>
        <source>Shift-JIS, Japanese</source>
        <translation>Shift-JIS, japanisch</translation>
    </message>
    <message>
        <source>EUC, Japanese</source>
        <translation>EUC, japanisch</translation>
    </message>
    <message>
        <source>GBK, simplified Chinese</source>
        <translation>GBK, vereinfachtes Chinesisch</translation>
    </message>
    <message>
        <source>Big5, traditional Chinese</source>
        <translation>Big5, traditionelles Chinesisch</translation>
    </message>
    <message>
        <source>EUC-KR, Korean</source>
        <translation>EUC-KR, koreanisch</translation>
    </message>
</context>
</TS>

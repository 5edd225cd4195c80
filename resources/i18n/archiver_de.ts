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
        <translation>Erstellt Archive, prüft sie und merkt sich jedes einzelne.</translation>
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
    <name>ArchiveMemory</name>
    <message>
        <source>Connect the disk to open it. Until then this is what the catalogue remembers.</source>
        <translation>Verbinden Sie den Datenträger, um es zu öffnen. Bis dahin zeigt der Katalog, was er noch weiß.</translation>
    </message>
    <message>
        <source>This is what the catalogue remembers. Nothing can be extracted until it is found.</source>
        <translation>Dies weiß der Katalog noch davon. Entpacken lässt sich erst wieder, wenn die Datei gefunden ist.</translation>
    </message>
    <message>
        <source>Relink…</source>
        <translation>Neu zuordnen …</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Where is {name} now?</source>
        <translation>Wo liegt {name} jetzt?</translation>
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
        <translation>Wird erstellt</translation>
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
        <translation>Vorgemerkt</translation>
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
        <translation>Rate</translation>
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
        <source>Show i&amp;n folder</source>
        <translation>I&amp;m Ordner zeigen</translation>
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
        <translation>Erstellt in</translation>
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
        <source>Relin&amp;k…</source>
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
        <translation>Neu er&amp;stellen …</translation>
    </message>
    <message>
        <source>Build it again from its sources, and see what has changed since</source>
        <translation>Neu aus den Quellen erstellen und sehen, was sich seither geändert hat</translation>
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
    <message numerus="yes">
        <source>%n other archive(s)</source>
        <translation>
            <numerusform>%n anderen Archiv</numerusform>
            <numerusform>%n anderen Archiven</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of its {all} contents lie there too</source>
        <translation>
            <numerusform>%n seiner {all} Inhalte liegt auch dort</numerusform>
            <numerusform>%n seiner {all} Inhalte liegen auch dort</numerusform>
        </translation>
    </message>
    <message>
        <source>Also in</source>
        <translation>Auch in</translation>
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
    <name>CatalogueFilters</name>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>With remarks</source>
        <translation>Mit Anmerkungen</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Never verified</source>
        <translation>Nie geprüft</translation>
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
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Marked for deletion</source>
        <translation>Zum Löschen vorgemerkt</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Dieses Jahr</translation>
    </message>
    <message>
        <source>Over a year ago</source>
        <translation>Vor über einem Jahr</translation>
    </message>
    <message>
        <source>Choose dates…</source>
        <translation>Zeitraum wählen …</translation>
    </message>
    <message>
        <source>from {date}</source>
        <translation>ab {date}</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>bis {date}</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>format of a date in the same year</comment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>No role</source>
        <translation>Keine Rolle</translation>
    </message>
    <message>
        <source>Backend {name}</source>
        <translation>Backend {name}</translation>
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
        <translation>Entpacken …</translation>
    </message>
    <message>
        <source>Show versions</source>
        <translation>Fassungen zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(s)</source>
        <translation>
            <numerusform>%n Kopie</numerusform>
            <numerusform>%n Kopien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of other archives</source>
        <translation>
            <numerusform>%n Eintrag anderer Archive</numerusform>
            <numerusform>%n Einträge anderer Archive</numerusform>
        </translation>
    </message>
    <message>
        <source>have content of “{name}”</source>
        <translation>haben Inhalt von „{name}“</translation>
    </message>
    <message>
        <source>The newest archives are still being indexed; what they hold will follow here.</source>
        <translation>Die neuesten Archive werden noch erfasst; was in ihnen liegt, folgt hier.</translation>
    </message>
    <message>
        <source>The newest archives are not in this list: the catalogue cannot be written now.</source>
        <translation>Die neuesten Archive fehlen in dieser Liste: Der Katalog lässt sich gerade nicht schreiben.</translation>
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
    <message>
        <source>Clear the filters to see all archives.</source>
        <translation>Ohne die Filter sind alle Archive zu sehen.</translation>
    </message>
    <message>
        <source>No archive passes the filters</source>
        <translation>Kein Archiv passt zu den Filtern</translation>
    </message>
</context>
<context>
    <name>CatalogueSearchRow</name>
    <message>
        <source>Search archives and every entry in them</source>
        <translation>Archive und Einträge suchen</translation>
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
        <translation>Spalt&amp;en</translation>
    </message>
</context>
<context>
    <name>CatalogueUpkeep</name>
    <message>
        <source>&amp;Clean up…</source>
        <translation>A&amp;ufräumen …</translation>
    </message>
    <message>
        <source>Look for moved arc&amp;hives…</source>
        <translation>Versc&amp;hobene Archive suchen …</translation>
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
        <source>Verify &amp;what is due</source>
        <translation>Fälli&amp;ge prüfen</translation>
    </message>
    <message>
        <source>&amp;Verify all archives</source>
        <translation>Alle Ar&amp;chive prüfen</translation>
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
        <translation>Katalog e&amp;xportieren …</translation>
    </message>
    <message>
        <source>Impor&amp;t a catalogue…</source>
        <translation>&amp;Katalog importieren …</translation>
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
        <translation>Verschwunden</translation>
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
        <translation>Diese Regel trifft auf kein Archiv zu.</translation>
    </message>
    <message>
        <source>No archive&apos;s file is missing.</source>
        <translation>Keinem Archiv fehlt die Datei.</translation>
    </message>
    <message>
        <source>Only the rows of the catalogue go; no file is deleted.</source>
        <translation>Nur die Einträge im Katalog werden entfernt; keine Datei wird gelöscht.</translation>
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
        <translation>&amp;Was entfernt wird</translation>
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
    <name>Core</name>
    <message>
        <source>This backend cannot hold a {1}.</source>
        <translation>Dieses Backend kann so etwas nicht aufnehmen: {1}.</translation>
    </message>
    <message>
        <source>“{1}” cannot be opened by itself</source>
        <translation>„{1}“ kann nicht für sich geöffnet werden</translation>
    </message>
    <message>
        <source>Extract it instead.</source>
        <translation>Stattdessen entpacken.</translation>
    </message>
    <message>
        <source>The archive is whole, but a power cut may take it away again. {1}</source>
        <translation>Das Archiv ist vollständig, doch ein Stromausfall könnte es noch nehmen. {1}</translation>
    </message>
    <message>
        <source>“{1}” could not be opened</source>
        <translation>„{1}“ konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>“{1}” cannot be listed</source>
        <translation>Der Inhalt von „{1}“ kann nicht aufgelistet werden</translation>
    </message>
    <message>
        <source>Its backend “{1}” does not say what is in it.</source>
        <translation>Das Backend „{1}“ sagt nicht, was darin ist.</translation>
    </message>
    <message>
        <source>This backend cannot hold an empty folder.</source>
        <translation>Dieses Backend kann keine leeren Ordner aufnehmen.</translation>
    </message>
    <message>
        <source>“{1}” is being written</source>
        <translation>„{1}“ wird gerade geschrieben</translation>
    </message>
    <message>
        <source>Close it first.</source>
        <translation>Zuerst schließen.</translation>
    </message>
    <message>
        <source>“{1}” is open for reading</source>
        <translation>„{1}“ ist zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>Nothing can be added to it.</source>
        <translation>Nichts kann hinzugefügt werden.</translation>
    </message>
    <message>
        <source>Make a new archive.</source>
        <translation>Ein neues Archiv erstellen.</translation>
    </message>
    <message>
        <source>“{1}” is damaged</source>
        <translation>„{1}“ ist beschädigt</translation>
    </message>
    <message>
        <source>It has {1} bytes instead of {2}.</source>
        <translation>Hat {1} Bytes statt {2}.</translation>
    </message>
    <message>
        <source>The archive is damaged</source>
        <translation>Das Archiv ist beschädigt</translation>
    </message>
    <message>
        <source>Its names do not tell their encoding; they were read as {1}, which fits them best.</source>
        <translation>Die Namen sagen nicht, wie sie kodiert sind; sie wurden als {1} gelesen, was am besten zu ihnen passt.</translation>
    </message>
    <message>
        <source>“{1}” is not sealed yet</source>
        <translation>„{1}“ ist noch nicht abgeschlossen</translation>
    </message>
    <message>
        <source>“{1}” is sealed</source>
        <translation>„{1}“ ist abgeschlossen</translation>
    </message>
    <message>
        <source>“{1}” is empty</source>
        <translation>„{1}“ ist leer</translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>Nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>Add a file first.</source>
        <translation>Zuerst eine Datei hinzufügen.</translation>
    </message>
    <message>
        <source>“{1}” could not be written</source>
        <translation>„{1}“ konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>“{1}” is not an archive that can be opened</source>
        <translation>„{1}“ ist kein Archiv, das geöffnet werden kann</translation>
    </message>
    <message>
        <source>Its content and its suffix fit none of: {1}.</source>
        <translation>Inhalt und Endung passen zu nichts davon: {1}.</translation>
    </message>
    <message>
        <source>The backend “{1}” did not make “{2}”</source>
        <translation>Das Backend „{1}“ hat „{2}“ nicht erstellt</translation>
    </message>
    <message>
        <source>It made: {1}.</source>
        <translation>Erstellt wurde: {1}.</translation>
    </message>
    <message>
        <source>Tell its author.</source>
        <translation>Bitte dem Autor melden.</translation>
    </message>
    <message>
        <source>The backend “{1}” failed</source>
        <translation>Das Backend „{1}“ ist gescheitert</translation>
    </message>
    <message>
        <source>{1} cannot be registered</source>
        <translation>{1} kann nicht angemeldet werden</translation>
    </message>
    <message>
        <source>Its backend_id is not set.</source>
        <translation>Die backend_id fehlt.</translation>
    </message>
    <message>
        <source>The backend id “{1}” is taken</source>
        <translation>Die Backend-Kennung „{1}“ ist vergeben</translation>
    </message>
    <message>
        <source>By {1}; {2} claims it too.</source>
        <translation>An {1}; {2} beansprucht sie auch.</translation>
    </message>
    <message>
        <source>There is no format “{1}”</source>
        <translation>Es gibt kein Format „{1}“</translation>
    </message>
    <message>
        <source>There are: {1}.</source>
        <translation>Vorhanden: {1}.</translation>
    </message>
    <message>
        <source>There is no backend “{1}”</source>
        <translation>Es gibt kein Backend „{1}“</translation>
    </message>
    <message>
        <source>See “archiver backends”.</source>
        <translation>Siehe „archiver backends“.</translation>
    </message>
    <message>
        <source>It cannot be loaded: {1}: {2}</source>
        <translation>Kann nicht geladen werden: {1}: {2}</translation>
    </message>
    <message>
        <source>Turn it on by: archiver backends --enable {1}</source>
        <translation>Einschalten mit: archiver backends --enable {1}</translation>
    </message>
    <message>
        <source>The entry point “{1}” leads to a class with another backend_id</source>
        <translation>Der Einstiegspunkt „{1}“ führt zu einer Klasse mit anderer backend_id</translation>
    </message>
    <message>
        <source>Tar archives have no compression “{1}”</source>
        <translation>Tar-Archive kennen keine Kompression „{1}“</translation>
    </message>
    <message>
        <source>Known are {1}.</source>
        <translation>Bekannt sind {1}.</translation>
    </message>
    <message>
        <source>It changed while it was read.</source>
        <translation>Hat sich beim Lesen geändert.</translation>
    </message>
    <message>
        <source>It is not a regular file</source>
        <translation>Keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>An extended header is damaged</source>
        <translation>Ein erweiterter Kopf ist beschädigt</translation>
    </message>
    <message>
        <source>A header is damaged</source>
        <translation>Ein Kopf ist beschädigt</translation>
    </message>
    <message>
        <source>Its size field is {1}.</source>
        <translation>Das Größenfeld ist {1}.</translation>
    </message>
    <message>
        <source>Its checksum is wrong.</source>
        <translation>Die Prüfsumme ist falsch.</translation>
    </message>
    <message>
        <source>A record has no length</source>
        <translation>Ein Datensatz hat keine Länge</translation>
    </message>
    <message>
        <source>A record&apos;s length is wrong</source>
        <translation>Die Länge eines Datensatzes ist falsch</translation>
    </message>
    <message>
        <source>A record has no key</source>
        <translation>Ein Datensatz hat keinen Schlüssel</translation>
    </message>
    <message>
        <source>The archive could not be read</source>
        <translation>Das Archiv konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>The archive is cut off</source>
        <translation>Das Archiv ist abgeschnitten</translation>
    </message>
    <message>
        <source>It ends {1}.</source>
        <translation>Endet {1}.</translation>
    </message>
    <message>
        <source>Get another copy of the archive.</source>
        <translation>Eine andere Kopie des Archivs besorgen.</translation>
    </message>
    <message>
        <source>Two headers give different sizes: {1} and {2} bytes.</source>
        <translation>Zwei Köpfe nennen verschiedene Größen: {1} und {2} Bytes.</translation>
    </message>
    <message>
        <source>It has no end mark: it may have been cut off between two entries, so that more of them are missing.</source>
        <translation>Die Endmarke fehlt: vielleicht wurde zwischen zwei Einträgen abgeschnitten, sodass weitere fehlen.</translation>
    </message>
    <message>
        <source>The archive has an empty block between its entries.</source>
        <translation>Zwischen den Einträgen des Archivs steht ein leerer Block.</translation>
    </message>
    <message>
        <source>Its {1} is stored wrongly and cannot be restored.</source>
        <translation>Falsch gespeichert und nicht wiederherzustellen: {1}.</translation>
    </message>
    <message>
        <source>It claims {1} bytes, nearly all of them holes.</source>
        <translation>Gibt {1} Bytes an, fast nur Löcher.</translation>
    </message>
    <message>
        <source>A long name has a NUL character in it.</source>
        <translation>Ein langer Name enthält ein NUL-Zeichen.</translation>
    </message>
    <message>
        <source>A name has a NUL character in it.</source>
        <translation>Ein Name enthält ein NUL-Zeichen.</translation>
    </message>
    <message>
        <source>inside a header</source>
        <translation>in einem Kopf</translation>
    </message>
    <message>
        <source>The archive&apos;s end mark is only half there.</source>
        <translation>Die Endmarke des Archivs ist nur halb vorhanden.</translation>
    </message>
    <message>
        <source>Something that is no part of the archive stands at its end.</source>
        <translation>Am Ende des Archivs steht etwas, das nicht dazugehört.</translation>
    </message>
    <message>
        <source>Something that is no part of the archive follows its end mark.</source>
        <translation>Hinter der Endmarke folgt etwas, das nicht zum Archiv gehört.</translation>
    </message>
    <message>
        <source>inside an entry</source>
        <translation>in einem Eintrag</translation>
    </message>
    <message>
        <source>An extended header is too large</source>
        <translation>Ein erweiterter Kopf ist zu groß</translation>
    </message>
    <message>
        <source>It claims {1} bytes; no name or attribute needs that.</source>
        <translation>Gibt {1} Bytes an; so viel braucht kein Name und kein Attribut.</translation>
    </message>
    <message>
        <source>An entry has more than one extended header of a kind.</source>
        <translation>Ein Eintrag hat mehrere erweiterte Köpfe einer Art.</translation>
    </message>
    <message>
        <source>inside an extended header</source>
        <translation>in einem erweiterten Kopf</translation>
    </message>
    <message>
        <source>Programs disagree about its name: a part of it stands where GNU tar keeps times.</source>
        <translation>Programme sind uneins über den Namen: ein Teil davon steht, wo GNU tar Zeiten ablegt.</translation>
    </message>
    <message>
        <source>Its size is {1}.</source>
        <translation>Die Größe ist {1}.</translation>
    </message>
    <message>
        <source>Two extended headers of an entry contradict each other.</source>
        <translation>Zwei erweiterte Köpfe eines Eintrags widersprechen sich.</translation>
    </message>
    <message>
        <source>after an extended header</source>
        <translation>nach einem erweiterten Kopf</translation>
    </message>
    <message>
        <source>An extended header has no entry after it.</source>
        <translation>Einem erweiterten Kopf folgt kein Eintrag.</translation>
    </message>
    <message>
        <source>More entries follow the archive&apos;s end mark; they are not read.</source>
        <translation>Hinter der Endmarke des Archivs folgen weitere Einträge; sie werden nicht gelesen.</translation>
    </message>
    <message>
        <source>Something that is no part of it follows the archive.</source>
        <translation>Hinter dem Archiv folgt etwas, das nicht dazugehört.</translation>
    </message>
    <message>
        <source>A sparse file is stored in an unknown way</source>
        <translation>Eine Datei mit Löchern ist auf unbekannte Art gespeichert</translation>
    </message>
    <message>
        <source>A sparse file is damaged</source>
        <translation>Eine Datei mit Löchern ist beschädigt</translation>
    </message>
    <message>
        <source>Its size is not a number.</source>
        <translation>Die Größe ist keine Zahl.</translation>
    </message>
    <message>
        <source>The archive is not as it was written</source>
        <translation>Das Archiv ist nicht, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>It ends too early.</source>
        <translation>Endet zu früh.</translation>
    </message>
    <message>
        <source>A header does not add up.</source>
        <translation>Ein Kopf stimmt nicht in sich.</translation>
    </message>
    <message>
        <source>It is shorter.</source>
        <translation>Ist kürzer.</translation>
    </message>
    <message>
        <source>Some {1} of its entries differ.</source>
        <translation>Bei einigen Einträgen weicht ab: {1}.</translation>
    </message>
    <message>
        <source>An entry is cut off.</source>
        <translation>Ein Eintrag ist abgeschnitten.</translation>
    </message>
    <message>
        <source>An entry contradicts itself.</source>
        <translation>Ein Eintrag widerspricht sich.</translation>
    </message>
    <message>
        <source>A number is none.</source>
        <translation>Eine Zahl ist keine.</translation>
    </message>
    <message>
        <source>Something follows its end.</source>
        <translation>Hinter dem Ende folgt etwas.</translation>
    </message>
    <message>
        <source>An extended header is too large.</source>
        <translation>Ein erweiterter Kopf ist zu groß.</translation>
    </message>
    <message>
        <source>Something stands between two entries.</source>
        <translation>Zwischen zwei Einträgen steht etwas.</translation>
    </message>
    <message>
        <source>It does not end where it should.</source>
        <translation>Endet nicht, wo es soll.</translation>
    </message>
    <message>
        <source>Its beginning or end is another.</source>
        <translation>Anfang oder Ende sind anders.</translation>
    </message>
    <message>
        <source>The archive could not be read back</source>
        <translation>Das Archiv konnte nicht zurückgelesen werden</translation>
    </message>
    <message>
        <source>It holds more entries.</source>
        <translation>Enthält mehr Einträge.</translation>
    </message>
    <message>
        <source>It holds fewer entries.</source>
        <translation>Enthält weniger Einträge.</translation>
    </message>
    <message>
        <source>It does not begin like one.</source>
        <translation>Beginnt nicht wie ein solches.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>This is not a tar archive</source>
        <translation>Das ist kein Tar-Archiv</translation>
    </message>
    <message>
        <source>It is of the unknown kind “{1}” and taken for a file.</source>
        <translation>Von der unbekannten Art „{1}“; wird als Datei behandelt.</translation>
    </message>
    <message>
        <source>The archive is compressed in an unknown way</source>
        <translation>Das Archiv ist auf unbekannte Art komprimiert</translation>
    </message>
    <message>
        <source>It looks like {1}.</source>
        <translation>Sieht aus wie {1}.</translation>
    </message>
    <message>
        <source>Decompress it first.</source>
        <translation>Zuerst dekomprimieren.</translation>
    </message>
    <message>
        <source>“{1}” has no content</source>
        <translation>„{1}“ hat keinen Inhalt</translation>
    </message>
    <message>
        <source>It is not where it was when the archive was listed.</source>
        <translation>Steht nicht mehr, wo es beim Auflisten des Archivs stand.</translation>
    </message>
    <message>
        <source>“{1}” could not be read</source>
        <translation>„{1}“ konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>no compression</source>
        <translation>keine Kompression</translation>
    </message>
    <message>
        <source>The archive&apos;s name does not fit what it is: {1}.</source>
        <translation>Der Name des Archivs passt nicht zu seinem Inhalt: {1}.</translation>
    </message>
    <message>
        <source>There is no tar archive in this file</source>
        <translation>In dieser Datei ist kein Tar-Archiv</translation>
    </message>
    <message>
        <source>It has something else in it.</source>
        <translation>Enthält etwas anderes.</translation>
    </message>
    <message>
        <source>The archive is empty.</source>
        <translation>Das Archiv ist leer.</translation>
    </message>
    <message>
        <source>“{1}” leads to no entry</source>
        <translation>„{1}“ führt zu keinem Eintrag</translation>
    </message>
    <message>
        <source>There is no “{1}” before it.</source>
        <translation>Davor steht kein „{1}“.</translation>
    </message>
    <message>
        <source>The link leads nowhere: its target is empty.</source>
        <translation>Die Verknüpfung führt nirgendwohin: das Ziel ist leer.</translation>
    </message>
    <message>
        <source>It began in an earlier volume; only its rest is here.</source>
        <translation>Begann in einem früheren Teil; hier ist nur der Rest.</translation>
    </message>
    <message>
        <source>An entry has no name.</source>
        <translation>Ein Eintrag hat keinen Namen.</translation>
    </message>
    <message>
        <source>It begins like an empty one and is none.</source>
        <translation>Beginnt wie ein leeres und ist keines.</translation>
    </message>
    <message>
        <source>The archive asks for odd permissions of the folder it is extracted to.</source>
        <translation>Das Archiv verlangt ungewöhnliche Rechte für den Ordner, in den entpackt wird.</translation>
    </message>
    <message>
        <source>In its map, {1}.</source>
        <translation>In der Karte der Löcher: {1}.</translation>
    </message>
    <message>
        <source>its size is not a number</source>
        <translation>die Größe ist keine Zahl</translation>
    </message>
    <message>
        <source>its map has an odd number of fields</source>
        <translation>die Karte hat eine ungerade Zahl von Feldern</translation>
    </message>
    <message>
        <source>a field is not a number</source>
        <translation>ein Feld ist keine Zahl</translation>
    </message>
    <message>
        <source>it has more than {1} pieces</source>
        <translation>sie hat mehr als {1} Stücke</translation>
    </message>
    <message>
        <source>a piece lies beyond its end</source>
        <translation>ein Stück liegt hinter dem Ende</translation>
    </message>
    <message>
        <source>its pieces have {1} bytes, {2} are stored</source>
        <translation>die Stücke haben {1} Bytes, gespeichert sind {2}</translation>
    </message>
    <message>
        <source>its map does not end</source>
        <translation>die Karte endet nicht</translation>
    </message>
    <message>
        <source>inside a sparse map</source>
        <translation>in einer Karte der Löcher</translation>
    </message>
    <message>
        <source>its map has no lines</source>
        <translation>die Karte hat keine Zeilen</translation>
    </message>
    <message>
        <source>its pieces overlap</source>
        <translation>die Stücke überlappen sich</translation>
    </message>
    <message>
        <source>Its name has characters that cannot be stored.</source>
        <translation>Der Name hat Zeichen, die nicht gespeichert werden können.</translation>
    </message>
    <message>
        <source>An entry needs a name</source>
        <translation>Ein Eintrag braucht einen Namen</translation>
    </message>
    <message>
        <source>“{1}” is none.</source>
        <translation>„{1}“ ist keiner.</translation>
    </message>
    <message>
        <source>It is a device, pipe or socket.</source>
        <translation>Ein Gerät, eine Pipe oder ein Socket.</translation>
    </message>
    <message>
        <source>The archive could not be written</source>
        <translation>Das Archiv konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>{1} cannot be the name of an entry</source>
        <translation>{1} kann nicht der Name eines Eintrags sein</translation>
    </message>
    <message>
        <source>{1} The rest of it was filled with zeros.</source>
        <translation>{1} Der Rest wurde mit Nullen gefüllt.</translation>
    </message>
    <message>
        <source>It became shorter while it was read; zeros follow.</source>
        <translation>Wurde beim Lesen kürzer; Nullen folgen.</translation>
    </message>
    <message>
        <source>It grew while it was read; the archive holds its beginning.</source>
        <translation>Wuchs beim Lesen; das Archiv enthält den Anfang.</translation>
    </message>
    <message>
        <source>It shrank while it was read; the archive holds what was left.</source>
        <translation>Schrumpfte beim Lesen; das Archiv enthält, was übrig war.</translation>
    </message>
    <message>
        <source>It vanished before it could be read.</source>
        <translation>Verschwand, bevor es gelesen werden konnte.</translation>
    </message>
    <message>
        <source>It has {1} entries, and says that it had {2}.</source>
        <translation>Hat {1} Einträge und gibt {2} an.</translation>
    </message>
    <message>
        <source>It is a folder and has {1} bytes of content, which are left out.</source>
        <translation>Ist ein Ordner und hat {1} Bytes Inhalt, die weggelassen werden.</translation>
    </message>
    <message>
        <source>“{1}” is no entry of this archive</source>
        <translation>„{1}“ ist kein Eintrag dieses Archivs</translation>
    </message>
    <message>
        <source>Its directory breaks off, or something follows it.</source>
        <translation>Das Verzeichnis bricht ab, oder etwas folgt ihm.</translation>
    </message>
    <message>
        <source>It has more than 65,535 entries without the zip64 records for it.</source>
        <translation>Hat mehr als 65.535 Einträge ohne die zip64-Angaben dafür.</translation>
    </message>
    <message>
        <source>Its header is damaged: {1}.</source>
        <translation>Der Kopf ist beschädigt: {1}.</translation>
    </message>
    <message>
        <source>Its zip64 sizes are missing or impossible.</source>
        <translation>Die zip64-Größen fehlen oder sind unmöglich.</translation>
    </message>
    <message>
        <source>An entry without a name is left out.</source>
        <translation>Ein Eintrag ohne Namen wird weggelassen.</translation>
    </message>
    <message>
        <source>The zip archive is damaged</source>
        <translation>Das Zip-Archiv ist beschädigt</translation>
    </message>
    <message>
        <source>This is one part of a split zip archive</source>
        <translation>Das ist ein Teil eines geteilten Zip-Archivs</translation>
    </message>
    <message>
        <source>The other parts are needed too.</source>
        <translation>Die anderen Teile werden auch gebraucht.</translation>
    </message>
    <message>
        <source>Join the parts into one file first.</source>
        <translation>Zuerst die Teile zu einer Datei zusammenfügen.</translation>
    </message>
    <message>
        <source>{1} bytes that are no part of it follow its end.</source>
        <translation>Hinter dem Ende folgen {1} Bytes, die nicht dazugehören.</translation>
    </message>
    <message>
        <source>Its directory is not where its end record says</source>
        <translation>Das Verzeichnis steht nicht, wo der Endeintrag sagt</translation>
    </message>
    <message>
        <source>It has two end records, so that other programs may see other content in it.</source>
        <translation>Hat zwei Endeinträge, sodass andere Programme anderen Inhalt sehen können.</translation>
    </message>
    <message>
        <source>This is not a zip archive</source>
        <translation>Das ist kein Zip-Archiv</translation>
    </message>
    <message>
        <source>It has no end record</source>
        <translation>Der Endeintrag fehlt</translation>
    </message>
    <message>
        <source>Check which kind of file it is.</source>
        <translation>Bitte prüfen, welche Art Datei es ist.</translation>
    </message>
    <message>
        <source>Its comment is cut short.</source>
        <translation>Der Kommentar ist abgeschnitten.</translation>
    </message>
    <message>
        <source>Its zip64 end record is missing.</source>
        <translation>Der zip64-Endeintrag fehlt.</translation>
    </message>
    <message>
        <source>Its end records do not stand side by side.</source>
        <translation>Die Endeinträge stehen nicht nebeneinander.</translation>
    </message>
    <message>
        <source>Its two end records disagree.</source>
        <translation>Die zwei Endeinträge widersprechen sich.</translation>
    </message>
    <message>
        <source>Its end record tells a wrong size of the directory.</source>
        <translation>Der Endeintrag nennt eine falsche Größe des Verzeichnisses.</translation>
    </message>
    <message>
        <source>Its end record tells a wrong place of the directory.</source>
        <translation>Der Endeintrag nennt einen falschen Ort des Verzeichnisses.</translation>
    </message>
    <message>
        <source>{1} bytes are missing at its beginning.</source>
        <translation>Am Anfang fehlen {1} Bytes.</translation>
    </message>
    <message>
        <source>{1} bytes that are no part of it stand before its beginning.</source>
        <translation>Vor dem Anfang stehen {1} Bytes, die nicht dazugehören.</translation>
    </message>
    <message>
        <source>Its end is missing: it was cut short</source>
        <translation>Das Ende fehlt: es wurde abgeschnitten</translation>
    </message>
    <message>
        <source>Its zip64 end record is missing</source>
        <translation>Der zip64-Endeintrag fehlt</translation>
    </message>
    <message>
        <source>its zip64 field is there twice</source>
        <translation>das zip64-Feld ist zweimal da</translation>
    </message>
    <message>
        <source>an extra field is longer than its room</source>
        <translation>ein Zusatzfeld ist länger als sein Platz</translation>
    </message>
    <message>
        <source>Another entry has the same name.</source>
        <translation>Ein anderer Eintrag hat denselben Namen.</translation>
    </message>
    <message>
        <source>Some entries share their bytes with others.</source>
        <translation>Einige Einträge teilen Bytes mit anderen.</translation>
    </message>
    <message>
        <source>Its name has characters that cannot be seen; they are shown escaped.</source>
        <translation>Der Name hat unsichtbare Zeichen; sie werden als Code gezeigt.</translation>
    </message>
    <message>
        <source>Its name says that it is Unicode, and is not.</source>
        <translation>Der Name gibt sich als Unicode aus und ist es nicht.</translation>
    </message>
    <message>
        <source>Its name has backslashes, which are taken for folders.</source>
        <translation>Der Name hat umgekehrte Schrägstriche, die als Ordner gelten.</translation>
    </message>
    <message>
        <source>The archive&apos;s contents are not as they were written</source>
        <translation>Der Inhalt des Archivs ist nicht, wie er geschrieben wurde</translation>
    </message>
    <message>
        <source>Its entries leave bytes over.</source>
        <translation>Die Einträge lassen Bytes übrig.</translation>
    </message>
    <message>
        <source>The archive&apos;s directory is not as it was written</source>
        <translation>Das Verzeichnis des Archivs ist nicht, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>does not match its checksum</source>
        <translation>stimmt nicht mit der Prüfsumme überein</translation>
    </message>
    <message>
        <source>has a header that the directory does not agree with</source>
        <translation>hat einen Kopf, der dem Verzeichnis widerspricht</translation>
    </message>
    <message>
        <source>is compressed in another way</source>
        <translation>ist auf andere Art komprimiert</translation>
    </message>
    <message>
        <source>The archive is shorter than what was written</source>
        <translation>Das Archiv ist kürzer als das Geschriebene</translation>
    </message>
    <message>
        <source>cannot be decoded: {1}</source>
        <translation>kann nicht dekodiert werden: {1}</translation>
    </message>
    <message>
        <source>The archive&apos;s end is not as it was written</source>
        <translation>Das Ende des Archivs ist nicht, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>A large entry has another content.</source>
        <translation>Ein großer Eintrag hat anderen Inhalt.</translation>
    </message>
    <message>
        <source>A large entry ends too early.</source>
        <translation>Ein großer Eintrag endet zu früh.</translation>
    </message>
    <message>
        <source>does not stand where the directory says</source>
        <translation>steht nicht, wo das Verzeichnis sagt</translation>
    </message>
    <message>
        <source>does not begin where it was written</source>
        <translation>beginnt nicht, wo es geschrieben wurde</translation>
    </message>
    <message>
        <source>The archive tells two different sizes or checksums of it.</source>
        <translation>Das Archiv nennt zwei verschiedene Größen oder Prüfsummen dafür.</translation>
    </message>
    <message>
        <source>What follows its content contradicts the directory.</source>
        <translation>Was dem Inhalt folgt, widerspricht dem Verzeichnis.</translation>
    </message>
    <message>
        <source>{1} bytes that belong to no entry stand in it.</source>
        <translation>{1} Bytes darin gehören zu keinem Eintrag.</translation>
    </message>
    <message>
        <source>It shares its bytes with another entry.</source>
        <translation>Teilt Bytes mit einem anderen Eintrag.</translation>
    </message>
    <message>
        <source>Its header is not where the directory says.</source>
        <translation>Der Kopf steht nicht, wo das Verzeichnis sagt.</translation>
    </message>
    <message>
        <source>It reaches into what follows it, or past the archive&apos;s end.</source>
        <translation>Reicht in das Folgende hinein oder über das Ende des Archivs hinaus.</translation>
    </message>
    <message>
        <source>It bears two different names in the archive.</source>
        <translation>Trägt im Archiv zwei verschiedene Namen.</translation>
    </message>
    <message>
        <source>It is encrypted, which this program cannot read yet.</source>
        <translation>Verschlüsselt, was dieses Programm noch nicht lesen kann.</translation>
    </message>
    <message>
        <source>number {1}</source>
        <translation>Nummer {1}</translation>
    </message>
    <message>
        <source>This program cannot read its compression method ({1}).</source>
        <translation>Dieses Programm kann die Kompressionsart nicht lesen ({1}).</translation>
    </message>
    <message>
        <source>The archive tells two different compression methods of it.</source>
        <translation>Das Archiv nennt zwei verschiedene Kompressionsarten dafür.</translation>
    </message>
    <message>
        <source>The archive tells two different times of it.</source>
        <translation>Das Archiv nennt zwei verschiedene Zeiten dafür.</translation>
    </message>
    <message>
        <source>Its target is longer than any system allows.</source>
        <translation>Das Ziel ist länger, als ein System erlaubt.</translation>
    </message>
    <message>
        <source>Its target is no path.</source>
        <translation>Das Ziel ist kein Pfad.</translation>
    </message>
    <message>
        <source>{1} bytes without meaning stand between its entries.</source>
        <translation>Zwischen den Einträgen stehen {1} Bytes ohne Bedeutung.</translation>
    </message>
    <message>
        <source>“{1}” cannot be read</source>
        <translation>„{1}“ kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Its target cannot be read: {1}</source>
        <translation>Das Ziel kann nicht gelesen werden: {1}</translation>
    </message>
    <message>
        <source>Its content does not match its checksum</source>
        <translation>Der Inhalt stimmt nicht mit der Prüfsumme überein</translation>
    </message>
    <message>
        <source>Its two sizes differ although it is not compressed</source>
        <translation>Die zwei Größen sind verschieden, obwohl nichts komprimiert ist</translation>
    </message>
    <message>
        <source>Something that is no part of it follows its end</source>
        <translation>Hinter dem Ende folgt etwas, das nicht dazugehört</translation>
    </message>
    <message>
        <source>Its LZMA header is wrong</source>
        <translation>Der LZMA-Kopf ist falsch</translation>
    </message>
    <message>
        <source>Its LZMA stream cannot be read</source>
        <translation>Der LZMA-Strom kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>It needs {1} bytes of memory</source>
        <translation>Braucht {1} Bytes Speicher</translation>
    </message>
    <message>
        <source>It has more than the {1} bytes that the archive tells</source>
        <translation>Hat mehr als die {1} Bytes, die das Archiv nennt</translation>
    </message>
    <message>
        <source>It has {1} bytes instead of {2}</source>
        <translation>Hat {1} Bytes statt {2}</translation>
    </message>
    <message>
        <source>“{1}” cannot be read by this program</source>
        <translation>„{1}“ kann von diesem Programm nicht gelesen werden</translation>
    </message>
    <message>
        <source>It ends too early</source>
        <translation>Endet zu früh</translation>
    </message>
    <message>
        <source>Its name is not Unicode, which zip needs; it is stored as “{1}”.</source>
        <translation>Der Name ist nicht Unicode, was Zip verlangt; gespeichert als „{1}“.</translation>
    </message>
    <message>
        <source>It is neither a file, a folder nor a link.</source>
        <translation>Weder Datei noch Ordner noch Verknüpfung.</translation>
    </message>
    <message>
        <source>Zip holds names of at most {1} bytes.</source>
        <translation>Zip nimmt Namen bis {1} Bytes auf.</translation>
    </message>
    <message>
        <source>“{1}” cannot be forgotten now</source>
        <translation>„{1}“ kann jetzt nicht vergessen werden</translation>
    </message>
    <message>
        <source>A job works on it.</source>
        <translation>Ein Auftrag arbeitet daran.</translation>
    </message>
    <message>
        <source>Wait until that job has ended.</source>
        <translation>Bitte warten, bis dieser Auftrag beendet ist.</translation>
    </message>
    <message>
        <source>This file is not a catalogue of this program</source>
        <translation>Diese Datei ist kein Katalog dieses Programms</translation>
    </message>
    <message>
        <source>The catalogue is damaged</source>
        <translation>Der Katalog ist beschädigt</translation>
    </message>
    <message>
        <source>The catalogue cannot be opened</source>
        <translation>Der Katalog kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder.</source>
        <translation>Bitte die Rechte der Datei und ihres Ordners prüfen.</translation>
    </message>
    <message>
        <source>The catalogue is in use</source>
        <translation>Der Katalog wird gerade benutzt</translation>
    </message>
    <message>
        <source>Another program holds it; try again in a moment.</source>
        <translation>Ein anderes Programm hält ihn; bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The catalogue cannot be written</source>
        <translation>Der Katalog kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder, and whether the disk is read-only.</source>
        <translation>Bitte die Rechte der Datei und ihres Ordners prüfen, und ob der Datenträger schreibgeschützt ist.</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder; SQLite needs to write beside it.</source>
        <translation>Bitte die Rechte der Datei und ihres Ordners prüfen; SQLite muss daneben schreiben können.</translation>
    </message>
    <message>
        <source>The catalogue cannot be written: the disk is full</source>
        <translation>Der Katalog kann nicht geschrieben werden: der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Etwas Platz schaffen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The catalogue&apos;s disk reports an error</source>
        <translation>Der Datenträger des Katalogs meldet einen Fehler</translation>
    </message>
    <message>
        <source>Check the disk and its free space.</source>
        <translation>Bitte den Datenträger und seinen freien Platz prüfen.</translation>
    </message>
    <message>
        <source>The catalogue was written by a newer version of this program</source>
        <translation>Der Katalog stammt von einer neueren Version dieses Programms</translation>
    </message>
    <message>
        <source>Its layout is number {1}; this version knows up to {2}: {3}</source>
        <translation>Sein Aufbau hat Nummer {1}; diese Version kennt bis {2}: {3}</translation>
    </message>
    <message>
        <source>Install the newer version again. Nothing was changed.</source>
        <translation>Bitte die neuere Version wieder installieren. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The catalogue could not be used</source>
        <translation>Der Katalog konnte nicht benutzt werden</translation>
    </message>
    <message>
        <source>The catalogue is closed already</source>
        <translation>Der Katalog ist schon geschlossen</translation>
    </message>
    <message>
        <source>Another copy of this program is changing the catalogue</source>
        <translation>Ein zweites Exemplar dieses Programms ändert gerade den Katalog</translation>
    </message>
    <message>
        <source>Try again in a minute.</source>
        <translation>Bitte in einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The catalogue was closed meanwhile</source>
        <translation>Der Katalog wurde inzwischen geschlossen</translation>
    </message>
    <message>
        <source>This is not an export of a catalogue</source>
        <translation>Das ist kein exportierter Katalog</translation>
    </message>
    <message>
        <source>Its first line does not say so.</source>
        <translation>Die erste Zeile sagt es nicht.</translation>
    </message>
    <message>
        <source>The export is damaged</source>
        <translation>Der Export ist beschädigt</translation>
    </message>
    <message>
        <source>Line {1} is not as it was written.</source>
        <translation>Zeile {1} ist nicht, wie sie geschrieben wurde.</translation>
    </message>
    <message>
        <source>It is in the catalogue already; what is there stays.</source>
        <translation>Steht schon im Katalog; was dort steht, bleibt.</translation>
    </message>
    <message>
        <source>It was left out: it is not understood here ({1}).</source>
        <translation>Weggelassen, weil hier nicht verständlich ({1}).</translation>
    </message>
    <message>
        <source>There is another rule of this name; it stays.</source>
        <translation>Es gibt schon eine andere Regel dieses Namens; sie bleibt.</translation>
    </message>
    <message>
        <source>There is another preset of this name; it stays.</source>
        <translation>Es gibt schon eine andere Vorlage dieses Namens; sie bleibt.</translation>
    </message>
    <message>
        <source>The archive was to be recorded before it was published</source>
        <translation>Das Archiv sollte erfasst werden, bevor es veröffentlicht war</translation>
    </message>
    <message>
        <source>The build&apos;s row is gone from the catalogue</source>
        <translation>Der Eintrag des Archivs ist aus dem Katalog verschwunden</translation>
    </message>
    <message>
        <source>The build ended without a sealed archive</source>
        <translation>Das Erstellen endete ohne fertiges Archiv</translation>
    </message>
    <message>
        <source>The archive is whole, but it could not be recorded</source>
        <translation>Das Archiv ist vollständig, konnte aber nicht erfasst werden</translation>
    </message>
    <message>
        <source>It will be recorded when the program starts next.</source>
        <translation>Es wird beim nächsten Programmstart erfasst.</translation>
    </message>
    <message>
        <source>The archive vanished before it was recorded</source>
        <translation>Das Archiv verschwand, bevor es erfasst war</translation>
    </message>
    <message>
        <source>“{1}” is being written by another job</source>
        <translation>„{1}“ wird gerade von einem anderen Auftrag geschrieben</translation>
    </message>
    <message>
        <source>It lies in {1}.</source>
        <translation>Es liegt in {1}.</translation>
    </message>
    <message>
        <source>Wait until that job has ended, or choose another name.</source>
        <translation>Warten, bis dieser Auftrag beendet ist, oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The catalogue&apos;s locks cannot be used</source>
        <translation>Die Sperren des Katalogs können nicht benutzt werden</translation>
    </message>
    <message>
        <source>Check the permissions of this folder.</source>
        <translation>Bitte die Rechte dieses Ordners prüfen.</translation>
    </message>
    <message>
        <source>There is no role “{1}”</source>
        <translation>Es gibt keine Rolle „{1}“</translation>
    </message>
    <message>
        <source>How old is not said</source>
        <translation>Das Alter fehlt</translation>
    </message>
    <message>
        <source>Give days, seconds or both.</source>
        <translation>Tage, Sekunden oder beides angeben.</translation>
    </message>
    <message>
        <source>An age cannot be below zero</source>
        <translation>Ein Alter kann nicht unter null sein</translation>
    </message>
    <message>
        <source>{1} seconds</source>
        <translation>{1} Sekunden</translation>
    </message>
    <message>
        <source>What lies at {1} is not the recorded archive; kept.</source>
        <translation>Was unter {1} liegt, ist nicht das erfasste Archiv; es bleibt.</translation>
    </message>
    <message>
        <source>It is no longer in the catalogue.</source>
        <translation>Steht nicht mehr im Katalog.</translation>
    </message>
    <message>
        <source>Its file is not missing any more; it was kept.</source>
        <translation>Die Datei fehlt nicht mehr; sie bleibt.</translation>
    </message>
    <message>
        <source>{1}; it was kept.</source>
        <translation>{1}; das Archiv bleibt.</translation>
    </message>
    <message>
        <source>Its folder or disk is not there; it was kept.</source>
        <translation>Ordner oder Datenträger sind nicht da; das Archiv bleibt.</translation>
    </message>
    <message>
        <source>It is still there; it was kept.</source>
        <translation>Noch vorhanden; bleibt.</translation>
    </message>
    <message>
        <source>Another job works on it; it was kept.</source>
        <translation>Ein anderer Auftrag arbeitet daran; das Archiv bleibt.</translation>
    </message>
    <message>
        <source>It changed since it was listed; it was kept.</source>
        <translation>Hat sich seit dem Auflisten geändert; das Archiv bleibt.</translation>
    </message>
    <message>
        <source>Its file was gone already; the record was removed.</source>
        <translation>Die Datei war schon verschwunden; der Katalogeintrag wurde entfernt.</translation>
    </message>
    <message>
        <source>There is no recipe {1}</source>
        <translation>Es gibt kein Rezept {1}</translation>
    </message>
    <message>
        <source>See “archiver presets” for the numbers.</source>
        <translation>Die Nummern zeigt „archiver presets“.</translation>
    </message>
    <message>
        <source>There is no preset “{1}”</source>
        <translation>Es gibt keine Vorlage „{1}“</translation>
    </message>
    <message>
        <source>A preset needs a name</source>
        <translation>Eine Vorlage braucht einen Namen</translation>
    </message>
    <message>
        <source>There is no preset {1}</source>
        <translation>Es gibt keine Vorlage {1}</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>Noch gibt es keine.</translation>
    </message>
    <message>
        <source>The build ended before this archive was recorded; the record was finished afterwards.</source>
        <translation>Das Erstellen endete, bevor dieses Archiv erfasst war; das wurde nachgeholt.</translation>
    </message>
    <message>
        <source>The archive could not be looked at</source>
        <translation>Das Archiv konnte nicht betrachtet werden</translation>
    </message>
    <message>
        <source>“{1}” is in the catalogue already</source>
        <translation>„{1}“ steht schon im Katalog</translation>
    </message>
    <message>
        <source>It has the number {1}.</source>
        <translation>Es hat die Nummer {1}.</translation>
    </message>
    <message>
        <source>This copy is damaged as well</source>
        <translation>Auch diese Kopie ist beschädigt</translation>
    </message>
    <message>
        <source>Choose an older one.</source>
        <translation>Eine ältere wählen.</translation>
    </message>
    <message>
        <source>The catalogue could not be put back</source>
        <translation>Der Katalog konnte nicht zurückgeholt werden</translation>
    </message>
    <message>
        <source>There is no rule “{1}”</source>
        <translation>Es gibt keine Regel „{1}“</translation>
    </message>
    <message>
        <source>A rule needs a name</source>
        <translation>Eine Regel braucht einen Namen</translation>
    </message>
    <message>
        <source>The rule “{1}” says nothing</source>
        <translation>Die Regel „{1}“ sagt nichts</translation>
    </message>
    <message>
        <source>Say which archives are to go.</source>
        <translation>Bitte angeben, welche Archive wegsollen.</translation>
    </message>
    <message>
        <source>There is no archive {1} in the catalogue</source>
        <translation>Im Katalog steht kein Archiv {1}</translation>
    </message>
    <message>
        <source>See “archiver catalogue” for the numbers.</source>
        <translation>Die Nummern zeigt „archiver catalogue“.</translation>
    </message>
    <message>
        <source>The archive is not in the trash any more</source>
        <translation>Das Archiv liegt nicht mehr im Papierkorb</translation>
    </message>
    <message>
        <source>The {1} stream is damaged</source>
        <translation>Der {1}-Strom ist beschädigt</translation>
    </message>
    <message>
        <source>The {1} stream cannot be read by this program</source>
        <translation>Der {1}-Strom kann von diesem Programm nicht gelesen werden</translation>
    </message>
    <message>
        <source>{1} has no level {2}</source>
        <translation>{1} hat keine Stufe {2}</translation>
    </message>
    <message>
        <source>Its levels are {1} to {2}.</source>
        <translation>Die Stufen gehen von {1} bis {2}.</translation>
    </message>
    <message>
        <source>it does not end where it should</source>
        <translation>er endet nicht, wo er soll</translation>
    </message>
    <message>
        <source>It does not begin like one</source>
        <translation>Beginnt nicht wie einer</translation>
    </message>
    <message>
        <source>Its data or a checksum is wrong</source>
        <translation>Die Daten oder eine Prüfsumme sind falsch</translation>
    </message>
    <message>
        <source>Its checksum is wrong</source>
        <translation>Die Prüfsumme ist falsch</translation>
    </message>
    <message>
        <source>Its recorded size is wrong</source>
        <translation>Die angegebene Größe ist falsch</translation>
    </message>
    <message>
        <source>Its header asks for an unknown method</source>
        <translation>Der Kopf verlangt ein unbekanntes Verfahren</translation>
    </message>
    <message>
        <source>The checksum of its header is wrong</source>
        <translation>Die Prüfsumme des Kopfs ist falsch</translation>
    </message>
    <message>
        <source>Its header has no end</source>
        <translation>Der Kopf hat kein Ende</translation>
    </message>
    <message>
        <source>It has a block of no known kind</source>
        <translation>Ein Block ist von unbekannter Art</translation>
    </message>
    <message>
        <source>A stored block has no right size</source>
        <translation>Ein gespeicherter Block hat keine richtige Größe</translation>
    </message>
    <message>
        <source>A block&apos;s codes are wrong</source>
        <translation>Die Codes eines Blocks sind falsch</translation>
    </message>
    <message>
        <source>It has a length that stands for nothing</source>
        <translation>Eine Länge steht für nichts</translation>
    </message>
    <message>
        <source>It refers to what is not there</source>
        <translation>Verweist auf etwas, das nicht da ist</translation>
    </message>
    <message>
        <source>It has a code that stands for nothing</source>
        <translation>Ein Code steht für nichts</translation>
    </message>
    <message>
        <source>A block&apos;s codes overlap</source>
        <translation>Die Codes eines Blocks überlappen sich</translation>
    </message>
    <message>
        <source>A block repeats a code that is not there</source>
        <translation>Ein Block wiederholt einen Code, der nicht da ist</translation>
    </message>
    <message>
        <source>by signal {1}</source>
        <translation>durch das Signal {1}</translation>
    </message>
    <message>
        <source>with status {1}</source>
        <translation>mit dem Status {1}</translation>
    </message>
    <message>
        <source>A worker process died</source>
        <translation>Ein Arbeitsprozess ist gestorben</translation>
    </message>
    <message>
        <source>It ended {1} in the middle of its work.</source>
        <translation>Er endete {1} mitten in der Arbeit.</translation>
    </message>
    <message>
        <source>The system may be short of memory: close other programs and try again.</source>
        <translation>Vielleicht fehlt Arbeitsspeicher: andere Programme schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>It ended with status {1}</source>
        <translation>Er endete mit dem Status {1}</translation>
    </message>
    <message>
        <source>Some of its bytes are others.</source>
        <translation>Einige Bytes sind andere.</translation>
    </message>
    <message>
        <source>It does not decode to what went in.</source>
        <translation>Dekodiert sich nicht zu dem, was hineinging.</translation>
    </message>
    <message>
        <source>It cannot be decoded: {1}</source>
        <translation>Kann nicht dekodiert werden: {1}</translation>
    </message>
    <message>
        <source>It uses a checksum that is not known</source>
        <translation>Benutzt eine unbekannte Prüfsumme</translation>
    </message>
    <message>
        <source>It needs more than 256 MB of memory</source>
        <translation>Braucht mehr als 256 MB Speicher</translation>
    </message>
    <message>
        <source>Unpack it with the xz program.</source>
        <translation>Mit dem Programm xz entpacken.</translation>
    </message>
    <message>
        <source>It uses a filter, check or option that is not known</source>
        <translation>Benutzt einen unbekannten Filter, eine unbekannte Prüfung oder Option</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>zu wenig Speicher</translation>
    </message>
    <message>
        <source>Its blocks do not end where they say</source>
        <translation>Die Blöcke enden nicht, wo sie sagen</translation>
    </message>
    <message>
        <source>Its header uses a reserved bit</source>
        <translation>Der Kopf benutzt ein reserviertes Bit</translation>
    </message>
    <message>
        <source>It needs a dictionary that is kept elsewhere</source>
        <translation>Braucht ein Wörterbuch, das anderswo liegt</translation>
    </message>
    <message>
        <source>It needs {1} MiB of memory</source>
        <translation>Braucht {1} MiB Speicher</translation>
    </message>
    <message>
        <source>Unpack it with zstd --long=31.</source>
        <translation>Mit zstd --long=31 entpacken.</translation>
    </message>
    <message>
        <source>It needs more memory than is granted</source>
        <translation>Braucht mehr Speicher, als gewährt wird</translation>
    </message>
    <message>
        <source>another size is recorded in it</source>
        <translation>darin ist eine andere Größe angegeben</translation>
    </message>
    <message>
        <source>One of its blocks is of no known kind</source>
        <translation>Ein Block ist von keiner bekannten Art</translation>
    </message>
    <message>
        <source>“{1}” is no encoding of names</source>
        <translation>„{1}“ ist keine Kodierung von Namen</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Free some space or choose another folder.</source>
        <translation>Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Your disk quota is used up</source>
        <translation>Ihr Speicherplatzkontingent ist aufgebraucht</translation>
    </message>
    <message>
        <source>The file is too large for this file system</source>
        <translation>Die Datei ist zu groß für dieses Dateisystem</translation>
    </message>
    <message>
        <source>Choose a folder on another disk.</source>
        <translation>Einen Ordner auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, or change its permissions.</source>
        <translation>Einen Ordner wählen, in den Sie schreiben dürfen, oder seine Rechte ändern.</translation>
    </message>
    <message>
        <source>The system does not allow it</source>
        <translation>Das System erlaubt es nicht</translation>
    </message>
    <message>
        <source>Choose another folder, or change its permissions.</source>
        <translation>Einen anderen Ordner wählen oder seine Rechte ändern.</translation>
    </message>
    <message>
        <source>The file system is read-only</source>
        <translation>Das Dateisystem ist schreibgeschützt</translation>
    </message>
    <message>
        <source>There is no such file or folder</source>
        <translation>Datei oder Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>Check the path; the disk may not be connected.</source>
        <translation>Bitte den Pfad prüfen; vielleicht ist der Datenträger nicht verbunden.</translation>
    </message>
    <message>
        <source>A part of the path is not a folder</source>
        <translation>Ein Teil des Pfads ist kein Ordner</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Bitte den Pfad prüfen.</translation>
    </message>
    <message>
        <source>This is a folder, not a file</source>
        <translation>Das ist ein Ordner, keine Datei</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Eine Datei wählen.</translation>
    </message>
    <message>
        <source>It exists already</source>
        <translation>Gibt es schon</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The name is too long for this file system</source>
        <translation>Der Name ist zu lang für dieses Dateisystem</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Einen kürzeren Namen wählen.</translation>
    </message>
    <message>
        <source>Symbolic links form a loop</source>
        <translation>Symbolische Verknüpfungen führen im Kreis</translation>
    </message>
    <message>
        <source>Check the links on this path.</source>
        <translation>Bitte die Verknüpfungen auf diesem Pfad prüfen.</translation>
    </message>
    <message>
        <source>The device reports a read or write error</source>
        <translation>Das Gerät meldet einen Lese- oder Schreibfehler</translation>
    </message>
    <message>
        <source>Check the disk; do not trust it with your only copy.</source>
        <translation>Bitte den Datenträger prüfen; vertrauen Sie ihm nicht Ihre einzige Kopie an.</translation>
    </message>
    <message>
        <source>Too many files are open</source>
        <translation>Zu viele Dateien sind geöffnet</translation>
    </message>
    <message>
        <source>Close other programs or raise the limit of open files.</source>
        <translation>Andere Programme schließen oder die Grenze für offene Dateien anheben.</translation>
    </message>
    <message>
        <source>Too many files are open on this system</source>
        <translation>Auf diesem System sind zu viele Dateien geöffnet</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>Andere Programme schließen.</translation>
    </message>
    <message>
        <source>There is not enough memory</source>
        <translation>Es ist zu wenig Arbeitsspeicher da</translation>
    </message>
    <message>
        <source>Close other programs or choose a lower level.</source>
        <translation>Andere Programme schließen oder eine niedrigere Stufe wählen.</translation>
    </message>
    <message>
        <source>It is in use</source>
        <translation>Wird gerade benutzt</translation>
    </message>
    <message>
        <source>Close the program that uses it and try again.</source>
        <translation>Das Programm schließen, das es benutzt, und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>It is being run</source>
        <translation>Wird gerade ausgeführt</translation>
    </message>
    <message>
        <source>The folder is not empty</source>
        <translation>Der Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>It lies on another disk</source>
        <translation>Liegt auf einem anderen Datenträger</translation>
    </message>
    <message>
        <source>Choose a folder on the same disk.</source>
        <translation>Einen Ordner auf demselben Datenträger wählen.</translation>
    </message>
    <message>
        <source>The network folder is gone</source>
        <translation>Der Netzwerkordner ist fort</translation>
    </message>
    <message>
        <source>Reconnect it and try again.</source>
        <translation>Wieder verbinden und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Unknown system error</source>
        <translation>Unbekannter Systemfehler</translation>
    </message>
    <message>
        <source>{1} has no levels</source>
        <translation>{1} hat keine Stufen</translation>
    </message>
    <message>
        <source>It does not compress.</source>
        <translation>Es komprimiert nicht.</translation>
    </message>
    <message>
        <source>Leave the level out.</source>
        <translation>Die Stufe weglassen.</translation>
    </message>
    <message>
        <source>Its name has control characters.</source>
        <translation>Der Name hat Steuerzeichen.</translation>
    </message>
    <message>
        <source>Its name has invisible characters or marks that reorder text.</source>
        <translation>Der Name hat unsichtbare Zeichen oder solche, die Text umordnen.</translation>
    </message>
    <message>
        <source>Its name ends with a space.</source>
        <translation>Der Name endet mit einem Leerzeichen.</translation>
    </message>
    <message>
        <source>Its name is made of dots only.</source>
        <translation>Der Name besteht nur aus Punkten.</translation>
    </message>
    <message>
        <source>Windows would take its name for a hidden stream of another file.</source>
        <translation>Windows hielte den Namen für einen versteckten Strom einer anderen Datei.</translation>
    </message>
    <message>
        <source>it has a NUL character</source>
        <translation>er hat ein NUL-Zeichen</translation>
    </message>
    <message>
        <source>it is an absolute path</source>
        <translation>er ist ein absoluter Pfad</translation>
    </message>
    <message>
        <source>it names a drive</source>
        <translation>er nennt ein Laufwerk</translation>
    </message>
    <message>
        <source>it leads out of the folder by “..”</source>
        <translation>er führt mit „..“ aus dem Ordner hinaus</translation>
    </message>
    <message>
        <source>The archive has no name</source>
        <translation>Das Archiv hat keinen Namen</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Bitte einen Namen eingeben.</translation>
    </message>
    <message>
        <source>“{1}” is not a file name</source>
        <translation>„{1}“ ist kein Dateiname</translation>
    </message>
    <message>
        <source>It has a slash in it.</source>
        <translation>Er enthält einen Schrägstrich.</translation>
    </message>
    <message>
        <source>Choose the folder under “Save to”.</source>
        <translation>Den Ordner unter „Speichern in“ wählen.</translation>
    </message>
    <message>
        <source>It means a folder.</source>
        <translation>Er bedeutet einen Ordner.</translation>
    </message>
    <message>
        <source>Type another name.</source>
        <translation>Bitte einen anderen Namen eingeben.</translation>
    </message>
    <message>
        <source>“{1}” is a reserved name</source>
        <translation>„{1}“ ist ein reservierter Name</translation>
    </message>
    <message>
        <source>Windows takes it for a device.</source>
        <translation>Windows hält ihn für ein Gerät.</translation>
    </message>
    <message>
        <source>“{1}” has characters that some systems refuse</source>
        <translation>„{1}“ hat Zeichen, die manche Systeme ablehnen</translation>
    </message>
    <message>
        <source>None of &lt; &gt; : &quot; | ? * \ and control characters may be in it.</source>
        <translation>&lt; &gt; : &quot; | ? * \ und Steuerzeichen dürfen nicht darin vorkommen.</translation>
    </message>
    <message>
        <source>The name is too long</source>
        <translation>Der Name ist zu lang</translation>
    </message>
    <message>
        <source>It may have {1} bytes.</source>
        <translation>Er darf {1} Bytes haben.</translation>
    </message>
    <message>
        <source>Type a shorter name.</source>
        <translation>Bitte einen kürzeren Namen eingeben.</translation>
    </message>
    <message>
        <source>{1} more remarks are not listed.</source>
        <translation>{1} weitere Anmerkungen sind nicht aufgeführt.</translation>
    </message>
    <message>
        <source>“{1}” is not a hash</source>
        <translation>„{1}“ ist kein Hash</translation>
    </message>
    <message>
        <source>Write its first hexadecimal digits, like hash:5f3a09.</source>
        <translation>Die ersten Hexadezimalziffern angeben, etwa hash:5f3a09.</translation>
    </message>
    <message>
        <source>“{1}” is not a size</source>
        <translation>„{1}“ ist keine Größe</translation>
    </message>
    <message>
        <source>Write it like size&gt;10M or size&lt;500k.</source>
        <translation>So schreiben: size&gt;10M oder size&lt;500k.</translation>
    </message>
    <message>
        <source>“{1}” is not a date</source>
        <translation>„{1}“ ist kein Datum</translation>
    </message>
    <message>
        <source>Write it like before:2026-01-31, after:2026-01 or after:2026.</source>
        <translation>So schreiben: before:2026-01-31, after:2026-01 oder after:2026.</translation>
    </message>
    <message>
        <source>“{1}” is not a kind of entry</source>
        <translation>„{1}“ ist keine Art von Eintrag</translation>
    </message>
    <message>
        <source>Extract it with large archives allowed if you trust it (--allow-large).</source>
        <translation>Wenn Sie dem Archiv vertrauen, beim Entpacken große Archive erlauben (--allow-large).</translation>
    </message>
    <message>
        <source>More than {1} came out of {2}.</source>
        <translation>Mehr als {1} kamen aus {2} heraus.</translation>
    </message>
    <message>
        <source>The archive has more than {1} entries without content</source>
        <translation>Das Archiv hat mehr als {1} Einträge ohne Inhalt</translation>
    </message>
    <message>
        <source>They would use up the file system&apos;s room for files.</source>
        <translation>Sie würden den Platz des Dateisystems für Dateien aufbrauchen.</translation>
    </message>
    <message>
        <source>The archive nests folders more than {1} deep</source>
        <translation>Das Archiv schachtelt Ordner mehr als {1} tief</translation>
    </message>
    <message>
        <source>The archive unpacks to far more than its size</source>
        <translation>Das Archiv wird beim Entpacken weit größer, als es ist</translation>
    </message>
    <message>
        <source>Not a regular file</source>
        <translation>Keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it has no target</source>
        <translation>sie hat kein Ziel</translation>
    </message>
    <message>
        <source>its target has a NUL character</source>
        <translation>ihr Ziel hat ein NUL-Zeichen</translation>
    </message>
    <message>
        <source>its target is longer than any path</source>
        <translation>ihr Ziel ist länger als jeder Pfad</translation>
    </message>
    <message>
        <source>it leads to “{1}”, which is an absolute path</source>
        <translation>sie führt zu „{1}“, einem absoluten Pfad</translation>
    </message>
    <message>
        <source>it leads to “{1}”, {2}</source>
        <translation>sie führt zu „{1}“, {2}</translation>
    </message>
    <message>
        <source>which is outside the folder</source>
        <translation>was außerhalb des Ordners liegt</translation>
    </message>
    <message>
        <source>The link was not made: {1}.</source>
        <translation>Die Verknüpfung wurde nicht angelegt: {1}.</translation>
    </message>
    <message>
        <source>which turns back behind something that is no folder</source>
        <translation>was hinter etwas umkehrt, das kein Ordner ist</translation>
    </message>
    <message>
        <source>a folder of this archive has the same name</source>
        <translation>ein Ordner dieses Archivs hat denselben Namen</translation>
    </message>
    <message>
        <source>links cannot be made here ({1})</source>
        <translation>Verknüpfungen können hier nicht angelegt werden ({1})</translation>
    </message>
    <message>
        <source>Extracted as “{1}”: {2}.</source>
        <translation>Entpackt als „{1}“: {2}.</translation>
    </message>
    <message>
        <source>its name cannot be held here</source>
        <translation>der Name ist hier nicht möglich</translation>
    </message>
    <message>
        <source>another name differs only in case or accents</source>
        <translation>ein anderer Name unterscheidet sich nur in Groß- und Kleinschreibung oder Akzenten</translation>
    </message>
    <message>
        <source>The file could not be opened</source>
        <translation>Die Datei konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Extracted as “{1}”: the name was taken.</source>
        <translation>Entpackt als „{1}“: der Name war vergeben.</translation>
    </message>
    <message>
        <source>“{1}” is there already</source>
        <translation>„{1}“ ist schon da</translation>
    </message>
    <message>
        <source>Nothing was extracted.</source>
        <translation>Nichts wurde entpackt.</translation>
    </message>
    <message>
        <source>Say what to do with existing files (--on-conflict skip, replace or rename).</source>
        <translation>Bitte angeben, was mit vorhandenen Dateien geschieht (--on-conflict skip, replace oder rename).</translation>
    </message>
    <message>
        <source>Something that is no folder has this name, and only files are replaced by files.</source>
        <translation>Etwas, das kein Ordner ist, hat diesen Namen, und nur Dateien werden durch Dateien ersetzt.</translation>
    </message>
    <message>
        <source>The folder was left out with all that is in it: something else has this name.</source>
        <translation>Der Ordner wurde mit allem darin weggelassen: etwas anderes hat diesen Namen.</translation>
    </message>
    <message>
        <source>The folder was left out. {1}</source>
        <translation>Der Ordner wurde weggelassen. {1}</translation>
    </message>
    <message>
        <source>It is there already and was left as it is.</source>
        <translation>War schon da und blieb, wie es ist.</translation>
    </message>
    <message>
        <source>Its mode could not be set: {1}.</source>
        <translation>Die Rechte konnten nicht gesetzt werden: {1}.</translation>
    </message>
    <message>
        <source>A folder has this name; folders are never replaced.</source>
        <translation>Ein Ordner hat diesen Namen; Ordner werden nie ersetzt.</translation>
    </message>
    <message>
        <source>the archive has a file and a folder of this name</source>
        <translation>das Archiv hat eine Datei und einen Ordner dieses Namens</translation>
    </message>
    <message>
        <source>an earlier entry has this name</source>
        <translation>ein früherer Eintrag hat diesen Namen</translation>
    </message>
    <message>
        <source>It took the place of an earlier entry of the same name.</source>
        <translation>Trat an die Stelle eines früheren Eintrags desselben Namens.</translation>
    </message>
    <message>
        <source>What is extracted could not be marked as downloaded, as the archive is ({1}).</source>
        <translation>Das Entpackte konnte nicht wie das Archiv als heruntergeladen gekennzeichnet werden ({1}).</translation>
    </message>
    <message>
        <source>Devices, FIFOs and sockets are never made.</source>
        <translation>Geräte, FIFOs und Sockets werden nie angelegt.</translation>
    </message>
    <message>
        <source>“{1}” could not be extracted</source>
        <translation>„{1}“ konnte nicht entpackt werden</translation>
    </message>
    <message>
        <source>The files could not be moved into place</source>
        <translation>Die Dateien konnten nicht an ihren Platz gebracht werden</translation>
    </message>
    <message>
        <source>The entry was not extracted: {1}.</source>
        <translation>Der Eintrag wurde nicht entpackt: {1}.</translation>
    </message>
    <message>
        <source>Its path is longer than most programs can open.</source>
        <translation>Der Pfad ist länger, als die meisten Programme öffnen können.</translation>
    </message>
    <message>
        <source>Its name cannot be held here: it is no text.</source>
        <translation>Der Name ist hier nicht möglich: er ist kein Text.</translation>
    </message>
    <message>
        <source>Its name cannot be held here: {1}.</source>
        <translation>Der Name ist hier nicht möglich: {1}.</translation>
    </message>
    <message>
        <source>The link leads in a circle, or through very many others.</source>
        <translation>Die Verknüpfung führt im Kreis oder durch sehr viele andere.</translation>
    </message>
    <message>
        <source>The link was not made: it would lead outside by a link that was there before.</source>
        <translation>Die Verknüpfung wurde nicht angelegt: sie würde über eine schon vorhandene hinausführen.</translation>
    </message>
    <message>
        <source>A folder was exchanged meanwhile</source>
        <translation>Ein Ordner wurde inzwischen ausgetauscht</translation>
    </message>
    <message>
        <source>The temporary folder keeps vanishing</source>
        <translation>Der temporäre Ordner verschwindet immer wieder</translation>
    </message>
    <message>
        <source>There is not enough room on the disk</source>
        <translation>Auf dem Datenträger ist nicht genug Platz</translation>
    </message>
    <message>
        <source>{1} are needed and {2} are free: {3}</source>
        <translation>{1} werden gebraucht, {2} sind frei: {3}</translation>
    </message>
    <message>
        <source>The temporary folder “{1}” could not be removed</source>
        <translation>Der temporäre Ordner „{1}“ konnte nicht entfernt werden</translation>
    </message>
    <message>
        <source>The folder to extract to could not be used</source>
        <translation>Der Zielordner konnte nicht benutzt werden</translation>
    </message>
    <message>
        <source>it names no target</source>
        <translation>sie nennt kein Ziel</translation>
    </message>
    <message>
        <source>The hardlink to “{1}” was not made: {2}.</source>
        <translation>Die harte Verknüpfung mit „{1}“ wurde nicht angelegt: {2}.</translation>
    </message>
    <message>
        <source>The mode {1} for the extraction folder itself was ignored.</source>
        <translation>Die Rechte {1} für den Zielordner selbst wurden nicht übernommen.</translation>
    </message>
    <message>
        <source>Its set-id or sticky bit was dropped.</source>
        <translation>Ein Set-ID- oder Sticky-Bit wurde weggelassen.</translation>
    </message>
    <message>
        <source>it is no file of this archive that was extracted before</source>
        <translation>es ist keine zuvor entpackte Datei dieses Archivs</translation>
    </message>
    <message>
        <source>The link was not made: a folder of this archive has the same name.</source>
        <translation>Die Verknüpfung wurde nicht angelegt: ein Ordner dieses Archivs hat denselben Namen.</translation>
    </message>
    <message>
        <source>Its time is not a number.</source>
        <translation>Die Zeit ist keine Zahl.</translation>
    </message>
    <message>
        <source>It is a copy: no hardlink could be made ({1}).</source>
        <translation>Ist eine Kopie: eine harte Verknüpfung war nicht möglich ({1}).</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Es ist zu wenig Arbeitsspeicher da.</translation>
    </message>
    <message>
        <source>{1} failed</source>
        <translation>{1} ist gescheitert</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>Bitte melden.</translation>
    </message>
    <message>
        <source>No further thread can be started.</source>
        <translation>Kein weiterer Thread kann gestartet werden.</translation>
    </message>
    <message>
        <source>“{1}” was not built here</source>
        <translation>„{1}“ wurde nicht hier erstellt</translation>
    </message>
    <message>
        <source>What it was made from is not known.</source>
        <translation>Woraus es entstand, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>It has other bytes than were recorded; verify it. Nothing was changed.</source>
        <translation>Hat andere Bytes als erfasst; bitte prüfen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The archive was changed while it was read</source>
        <translation>Das Archiv wurde beim Lesen geändert</translation>
    </message>
    <message>
        <source>Add it again.</source>
        <translation>Noch einmal aufnehmen.</translation>
    </message>
    <message>
        <source> And {1} more.</source>
        <translation> Und {1} weitere.</translation>
    </message>
    <message>
        <source>It was added, but {1}{2}{3}</source>
        <translation>Aufgenommen, aber {1}{2}{3}</translation>
    </message>
    <message>
        <source>There is nothing to archive</source>
        <translation>Es gibt nichts zu archivieren</translation>
    </message>
    <message>
        <source>Choose other files, or change the exclusions.</source>
        <translation>Andere Dateien wählen oder die Ausschlüsse ändern.</translation>
    </message>
    <message>
        <source>“{1}” is pinned</source>
        <translation>„{1}“ ist angeheftet</translation>
    </message>
    <message>
        <source>It may not be replaced.</source>
        <translation>Es darf nicht ersetzt werden.</translation>
    </message>
    <message>
        <source>Choose another name, or unpin it first.</source>
        <translation>Einen anderen Namen wählen oder es zuerst lösen.</translation>
    </message>
    <message>
        <source>The exclusions leave nothing over, or the sources are empty.</source>
        <translation>Die Ausschlüsse lassen nichts übrig, oder die Quellen sind leer.</translation>
    </message>
    <message>
        <source>The entries of “{1}” are not in the catalogue</source>
        <translation>Die Einträge von „{1}“ stehen nicht im Katalog</translation>
    </message>
    <message>
        <source>“archiver add --unread” reads them.</source>
        <translation>„archiver add --unread“ liest sie.</translation>
    </message>
    <message>
        <source>It was not in the archive.</source>
        <translation>War nicht im Archiv.</translation>
    </message>
    <message>
        <source>It has another content than was recorded.</source>
        <translation>Hat anderen Inhalt als erfasst.</translation>
    </message>
    <message>
        <source>It could not be reached.</source>
        <translation>Konnte nicht erreicht werden.</translation>
    </message>
    <message>
        <source>It is not in the archive any more.</source>
        <translation>Ist nicht mehr im Archiv.</translation>
    </message>
    <message>
        <source> and {1} more</source>
        <translation> und {1} weitere</translation>
    </message>
    <message>
        <source>Damaged: {1}{2}; {3} files are as they were.</source>
        <translation>Beschädigt: {1}{2}; {3} Dateien sind, wie sie waren.</translation>
    </message>
    <message>
        <source>It could not be read to its end: {1}</source>
        <translation>Konnte nicht bis zum Ende gelesen werden: {1}</translation>
    </message>
    <message>
        <source>The contents of all {1} files are as they were: what differs lies between them.</source>
        <translation>Der Inhalt aller {1} Dateien ist, wie er war: der Unterschied liegt zwischen ihnen.</translation>
    </message>
    <message>
        <source>Every entry agrees with its own check value; what they should be is not recorded.</source>
        <translation>Jeder Eintrag passt zu seinem eigenen Prüfwert; was er sein soll, ist nicht erfasst.</translation>
    </message>
    <message>
        <source>The export could not be written</source>
        <translation>Der Export konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The export could not be read</source>
        <translation>Der Export konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>No entry matches: {1}.</source>
        <translation>Kein Eintrag passt: {1}.</translation>
    </message>
    <message>
        <source>“{1}” was not opened</source>
        <translation>„{1}“ wurde nicht geöffnet</translation>
    </message>
    <message>
        <source>It lies too deep in the archive for a preview</source>
        <translation>Für eine Vorschau liegt es zu tief im Archiv</translation>
    </message>
    <message>
        <source>All that stands before it would have to be read first.</source>
        <translation>Alles davor müsste zuerst gelesen werden.</translation>
    </message>
    <message>
        <source>Open or extract it to see it.</source>
        <translation>Zum Ansehen öffnen oder entpacken.</translation>
    </message>
    <message>
        <source>The archive does not read back as it was written</source>
        <translation>Das Archiv liest sich nicht, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>{1} Nothing was published.</source>
        <translation>{1} Nichts wurde veröffentlicht.</translation>
    </message>
    <message>
        <source>Try again; when it happens twice, check the disk and the memory.</source>
        <translation>Noch einmal versuchen; wenn es wieder geschieht, Datenträger und Arbeitsspeicher prüfen.</translation>
    </message>
    <message>
        <source>“{1}” stands where “{2}” was written.</source>
        <translation>„{1}“ steht, wo „{2}“ geschrieben wurde.</translation>
    </message>
    <message>
        <source>“{1}” cannot be read.</source>
        <translation>„{1}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>“{1}” has another content than its source.</source>
        <translation>„{1}“ hat anderen Inhalt als die Quelle.</translation>
    </message>
    <message>
        <source>The archive was not read back: {1}</source>
        <translation>Das Archiv wurde nicht zurückgelesen: {1}</translation>
    </message>
    <message>
        <source>It does not hold as many entries as were written.</source>
        <translation>Enthält nicht so viele Einträge, wie geschrieben wurden.</translation>
    </message>
    <message>
        <source>Another source is named “{1}” too.</source>
        <translation>Auch eine andere Quelle heißt „{1}“.</translation>
    </message>
    <message>
        <source>It is the archive itself.</source>
        <translation>Ist das Archiv selbst.</translation>
    </message>
    <message>
        <source>special file</source>
        <translation>besondere Datei</translation>
    </message>
    <message>
        <source>It is a {1}, which has no content to keep.</source>
        <translation>Ist von der Art {1} und hat keinen Inhalt, der zu bewahren wäre.</translation>
    </message>
    <message>
        <source>Other programs may refuse this name: {1}.</source>
        <translation>Andere Programme könnten diesen Namen ablehnen: {1}.</translation>
    </message>
    <message>
        <source>“{1}” cannot be archived as a whole</source>
        <translation>„{1}“ kann nicht als Ganzes archiviert werden</translation>
    </message>
    <message>
        <source>Choose folders in it.</source>
        <translation>Ordner darin wählen.</translation>
    </message>
    <message>
        <source>The symbolic link leads back to a folder above it.</source>
        <translation>Die symbolische Verknüpfung führt zu einem Ordner über ihr zurück.</translation>
    </message>
    <message>
        <source>It is a temporary file of another archive being made.</source>
        <translation>Ist eine temporäre Datei eines anderen Archivs, das gerade entsteht.</translation>
    </message>
    <message>
        <source>The archive is not in its folder any more.</source>
        <translation>Das Archiv ist nicht mehr in seinem Ordner.</translation>
    </message>
    <message>
        <source>Its folder is not there; the disk may not be connected.</source>
        <translation>Sein Ordner ist nicht da; vielleicht ist der Datenträger nicht verbunden.</translation>
    </message>
    <message>
        <source>The archive is not ready: {1}.</source>
        <translation>Das Archiv ist nicht bereit: {1}.</translation>
    </message>
    <message>
        <source>The catalogue has no digest of it.</source>
        <translation>Der Katalog kennt keine Prüfsumme davon.</translation>
    </message>
    <message>
        <source>Its bytes are not the ones that were built.</source>
        <translation>Die Bytes sind nicht die, die geschrieben wurden.</translation>
    </message>
    <message>
        <source>It cannot be read at byte {1}: {2}.</source>
        <translation>Kann bei Byte {1} nicht gelesen werden: {2}.</translation>
    </message>
    <message>
        <source>The result could not be recorded. {1}</source>
        <translation>Das Ergebnis konnte nicht erfasst werden. {1}</translation>
    </message>
    <message>
        <source>There is no plug-in backend “{1}”</source>
        <translation>Es gibt kein Plug-in-Backend „{1}“</translation>
    </message>
    <message>
        <source>Installed plug-ins: {1}.</source>
        <translation>Installierte Plug-ins: {1}.</translation>
    </message>
    <message>
        <source>A source has an empty name.</source>
        <translation>Eine Quelle hat einen leeren Namen.</translation>
    </message>
    <message>
        <source>Add files or folders first.</source>
        <translation>Zuerst Dateien oder Ordner hinzufügen.</translation>
    </message>
    <message>
        <source>There is no folder to save to</source>
        <translation>Es ist kein Ordner zum Speichern angegeben</translation>
    </message>
    <message>
        <source>Choose one under “Save to”.</source>
        <translation>Einen unter „Speichern in“ wählen.</translation>
    </message>
    <message>
        <source>{1} archives cannot be made here</source>
        <translation>{1}-Archive können hier nicht erstellt werden</translation>
    </message>
    <message>
        <source>The folder of “{1}” is not there</source>
        <translation>Der Ordner von „{1}“ ist nicht da</translation>
    </message>
    <message>
        <source>The disk may not be connected: {1}</source>
        <translation>Vielleicht ist der Datenträger nicht verbunden: {1}</translation>
    </message>
    <message>
        <source>Say where the new archive is to go.</source>
        <translation>Bitte angeben, wohin das neue Archiv soll.</translation>
    </message>
    <message>
        <source>The backend “{1}” has no format “{2}”</source>
        <translation>Das Backend „{1}“ hat kein Format „{2}“</translation>
    </message>
    <message>
        <source>It has: {1}.</source>
        <translation>Vorhanden: {1}.</translation>
    </message>
    <message>
        <source>Its levels are {1}, or a number.</source>
        <translation>Die Stufen sind {1}, oder eine Zahl.</translation>
    </message>
    <message>
        <source>It has no levels.</source>
        <translation>Es hat keine Stufen.</translation>
    </message>
    <message>
        <source>{1} has no level “{2}”</source>
        <translation>{1} hat keine Stufe „{2}“</translation>
    </message>
    <message>
        <source>The setting “{1}” cannot be {2}</source>
        <translation>Die Einstellung „{1}“ kann nicht {2} sein</translation>
    </message>
    <message>
        <source>It can be: {1}.</source>
        <translation>Möglich: {1}.</translation>
    </message>
    <message>
        <source>The settings file is damaged</source>
        <translation>Die Einstellungsdatei ist beschädigt</translation>
    </message>
    <message>
        <source>Defaults are used until settings are saved again.</source>
        <translation>Es gelten die Vorgaben, bis wieder gespeichert wird.</translation>
    </message>
    <message>
        <source>The settings could not be read</source>
        <translation>Die Einstellungen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>The settings could not be saved</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden</translation>
    </message>
    <message>
        <source>“{1}” exists already</source>
        <translation>„{1}“ gibt es schon</translation>
    </message>
    <message>
        <source>Choose another name, or allow it to be overwritten.</source>
        <translation>Einen anderen Namen wählen oder das Ersetzen erlauben.</translation>
    </message>
    <message>
        <source>“{1}” is a folder</source>
        <translation>„{1}“ ist ein Ordner</translation>
    </message>
    <message>
        <source>The disk did not confirm the archive&apos;s name</source>
        <translation>Der Datenträger hat den Namen des Archivs nicht bestätigt</translation>
    </message>
    <message>
        <source>“{1}” could not be deleted</source>
        <translation>„{1}“ konnte nicht gelöscht werden</translation>
    </message>
    <message>
        <source>The archive could not be taken back from the trash</source>
        <translation>Das Archiv konnte nicht aus dem Papierkorb zurückgeholt werden</translation>
    </message>
    <message>
        <source>“{1}” ends like an archive of another kind</source>
        <translation>„{1}“ endet wie ein Archiv anderer Art</translation>
    </message>
    <message>
        <source>{1} archives end in {2}.</source>
        <translation>{1}-Archive enden auf {2}.</translation>
    </message>
    <message>
        <source>Leave “{1}” out, or put “{2}” behind it.</source>
        <translation>„{1}“ weglassen oder „{2}“ dahintersetzen.</translation>
    </message>
    <message>
        <source>{1}, others of Python, {2} and {3}</source>
        <translation>{1}, andere von Python, {2} und {3}</translation>
    </message>
    <message>
        <source>lz4 in the format from before its frames</source>
        <translation>lz4 in dem Format, das es vor seinen Frames hatte</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>Die Datei ist leer</translation>
    </message>
    <message>
        <source>It is not a catalogue of this program.</source>
        <translation>Es ist kein Katalog dieses Programms.</translation>
    </message>
    <message>
        <source>Another window or command has the catalogue open</source>
        <translation>Ein anderes Fenster oder ein anderer Befehl hat den Katalog geöffnet</translation>
    </message>
    <message>
        <source>Close it and try again.</source>
        <translation>Bitte schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The catalogue was missing; a new one was begun</source>
        <translation>Der Katalog fehlte; ein neuer wurde begonnen</translation>
    </message>
    <message>
        <source>“archiver catalogue --copies” lists what can take its place.</source>
        <translation>„archiver catalogue --copies“ nennt, was an seine Stelle treten kann.</translation>
    </message>
    <message>
        <source>Move it elsewhere, or see “archiver catalogue --rebuild”. The file was not touched.</source>
        <translation>Bitte an einen anderen Ort verschieben, oder siehe „archiver catalogue --rebuild“. Die Datei wurde nicht angerührt.</translation>
    </message>
    <message>
        <source>“archiver catalogue --copies” lists what can take its place, “--rebuild” begins a new one. Your archives are not affected.</source>
        <translation>„archiver catalogue --copies“ nennt, was an seine Stelle treten kann, „--rebuild“ beginnt einen neuen. Die Archive sind nicht betroffen.</translation>
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
        <translation>Nach dem Erstellen &amp;prüfen</translation>
    </message>
    <message>
        <source>Reproducible: e&amp;qual files, equal bytes</source>
        <translation>Reproduzierbar: &amp;gleiche Dateien, gleiche Bytes</translation>
    </message>
    <message>
        <source>Follow symbolic lin&amp;ks</source>
        <translation>Symbolischen Verknüpf&amp;ungen folgen</translation>
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
        <translation>nach dem Erstellen geprüft</translation>
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
        <translation>Speichern in</translation>
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
        <translation>Zu öffnen mit: {programs}</translation>
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
    <message>
        <source>Archives ending in {suffix} cannot be made here</source>
        <translation>Archive mit der Endung {suffix} können hier nicht erstellt werden</translation>
    </message>
    <message>
        <source>This one will be {name}.</source>
        <translation>Dieses wird {name} heißen.</translation>
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
    <name>DatesDialog</name>
    <message>
        <source>When created</source>
        <translation>Wann erstellt</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Show these</source>
        <translation>&amp;Zeigen</translation>
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
        <translation>Rate</translation>
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
        <translation>Speichern &amp;in</translation>
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
        <translation>Überall zu öffnen</translation>
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
        <translation>{name} speichern in</translation>
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
        <translation>Diese Fassung &amp;entpacken …</translation>
    </message>
    <message>
        <source>No file manager could be opened</source>
        <translation>Es ließ sich kein Dateimanager öffnen</translation>
    </message>
    <message>
        <source>Show &amp;archive in the list</source>
        <translation>&amp;Archiv in der Liste zeigen</translation>
    </message>
    <message>
        <source>Show &amp;copies</source>
        <translation>&amp;Kopien zeigen</translation>
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
    <message>
        <source>The archive is not here.</source>
        <translation>Das Archiv ist nicht da.</translation>
    </message>
    <message numerus="yes">
        <source>also in %n other archive(s)</source>
        <translation>
            <numerusform>auch in %n anderen Archiv</numerusform>
            <numerusform>auch in %n anderen Archiven</numerusform>
        </translation>
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
        <translation>Datei fehlt: nur der Katalogeintrag wird entfernt</translation>
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
        <translation>Erstellt {name} in {folder}</translation>
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
        <translation>Auf dem Datenträger liegt dasselbe wie im Archiv.</translation>
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
        <translation>{count} verschwunden</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} neu</translation>
    </message>
    <message>
        <source>{name}, built {when}</source>
        <translation>{name}, erstellt: {when}</translation>
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
    <message>
        <source>Reads all archives that are still known, and those in the archives folder.</source>
        <translation>Liest alle noch bekannten Archive und die im Archivordner.</translation>
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
        <translation>Während Archiver offen ist und nichts anderes zu tun hat. Anhalten lässt es sich auf der Seite „Aufträge“.</translation>
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
        <translation>Dieses Archiv wird beim Entpacken weit größer, als es ist</translation>
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
    <name>ToldJobs</name>
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
        <translation>Die Verknüpfung führt zu keiner Datei dieses Archivs.</translation>
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
        <translation>Kein Programm öffnet {name}</translation>
    </message>
    <message>
        <source>The desktop knows no program for files of this kind. Extract it instead.</source>
        <translation>Für Dateien dieser Art ist kein Programm eingerichtet. Sie lässt sich stattdessen entpacken.</translation>
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

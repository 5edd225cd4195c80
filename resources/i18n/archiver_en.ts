<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AfterStart</name>
    <message numerus="yes">
        <source>The rule “{rule}” would clean up %n archive(s)</source>
        <translation>
            <numerusform>The rule “{rule}” would clean up %n archive</numerusform>
            <numerusform>The rule “{rule}” would clean up %n archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArchivePage</name>
    <message numerus="yes">
        <source>%n selected item(s)</source>
        <translation>
            <numerusform>%n selected item</numerusform>
            <numerusform>%n selected items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This archive is damaged: %n entry(s) could be listed</source>
        <translation>
            <numerusform>This archive is damaged: %n entry could be listed</numerusform>
            <numerusform>This archive is damaged: %n entries could be listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s) on this archive</source>
        <translation>
            <numerusform>%n remark on this archive</numerusform>
            <numerusform>%n remarks on this archive</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A password locks %n entry(s) of this archive</source>
        <translation>
            <numerusform>A password locks %n entry of this archive</numerusform>
            <numerusform>A password locks %n entries of this archive</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArchiveState</name>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n remark</numerusform>
            <numerusform>%n remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Verified %n day(s) ago</source>
        <translation>
            <numerusform>Verified %n day ago</numerusform>
            <numerusform>Verified %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Damaged: %n entry(s)</source>
        <translation>
            <numerusform>Damaged: %n entry</numerusform>
            <numerusform>Damaged: %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BasketModel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BasketPanel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out by exclusions</source>
        <translation>
            <numerusform>%n file left out by exclusions</numerusform>
            <numerusform>%n files left out by exclusions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatalogueActions</name>
    <message numerus="yes">
        <source>%n archive(s) marked for deletion</source>
        <translation>
            <numerusform>%n archive marked for deletion</numerusform>
            <numerusform>%n archives marked for deletion</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) restored</source>
        <translation>
            <numerusform>%n archive restored</numerusform>
            <numerusform>%n archives restored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) forgotten</source>
        <translation>
            <numerusform>%n archive forgotten</numerusform>
            <numerusform>%n archives forgotten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) pinned</source>
        <translation>
            <numerusform>%n archive pinned</numerusform>
            <numerusform>%n archives pinned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) unpinned</source>
        <translation>
            <numerusform>%n archive unpinned</numerusform>
            <numerusform>%n archives unpinned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) moved to the trash</source>
        <translation>
            <numerusform>%n archive moved to the trash</numerusform>
            <numerusform>%n archives moved to the trash</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatalogueDetails</name>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n archive</numerusform>
            <numerusform>%n archives</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} and %n more</numerusform>
            <numerusform>{first} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of these sources</source>
        <translation>
            <numerusform>%n more of these sources</numerusform>
            <numerusform>%n more of these sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other archive(s)</source>
        <translation>
            <numerusform>%n other archive</numerusform>
            <numerusform>%n other archives</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of its {all} contents lie there too</source>
        <translation>
            <numerusform>%n of its {all} contents lies there too</numerusform>
            <numerusform>%n of its {all} contents lie there too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatalogueDuplicates</name>
    <message numerus="yes">
        <source>%n content(s)</source>
        <translation>
            <numerusform>%n content</numerusform>
            <numerusform>%n contents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copy(s) of “{path}”</source>
        <translation>
            <numerusform>%n copy of “{path}”</numerusform>
            <numerusform>%n copies of “{path}”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatalogueMatches</name>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) found</source>
        <translation>
            <numerusform>%n entry found</numerusform>
            <numerusform>%n entries found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copy(s)</source>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of other archives</source>
        <translation>
            <numerusform>%n entry of other archives</numerusform>
            <numerusform>%n entries of other archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n archive</numerusform>
            <numerusform>%n archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatalogueUpkeep</name>
    <message numerus="yes">
        <source>Verifying the archives that were not read for %n day(s)…</source>
        <translation>
            <numerusform>Verifying the archives that were not read for %n day…</numerusform>
            <numerusform>Verifying the archives that were not read for %n days…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CleanUpDialog</name>
    <message numerus="yes">
        <source>&amp;Purge %n archive(s)</source>
        <translation>
            <numerusform>&amp;Purge %n archive</numerusform>
            <numerusform>&amp;Purge %n archives</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s), {size} will be deleted.</source>
        <translation>
            <numerusform>%n archive, {size} will be deleted.</numerusform>
            <numerusform>%n archives, {size} will be deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) will be forgotten.</source>
        <translation>
            <numerusform>%n archive will be forgotten.</numerusform>
            <numerusform>%n archives will be forgotten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Forget %n archive(s)</source>
        <translation>
            <numerusform>&amp;Forget %n archive</numerusform>
            <numerusform>&amp;Forget %n archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CleanUpRule</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>keeps the last %n of each source</source>
        <translation>
            <numerusform>keeps the last %n of each source</numerusform>
            <numerusform>keeps the last %n of each source</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CreateOptions</name>
    <message numerus="yes">
        <source>%n exclusion(s)</source>
        <translation>
            <numerusform>%n exclusion</numerusform>
            <numerusform>%n exclusions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n remark(s)</source>
        <translation>
            <numerusform>%n remark</numerusform>
            <numerusform>%n remarks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryMatches</name>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message numerus="yes">
        <source>%n entry(s)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Complete with %n remark(s)</source>
        <translation>
            <numerusform>Complete with %n remark</numerusform>
            <numerusform>Complete with %n remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Partial: %n remark(s)</source>
        <translation>
            <numerusform>Partial: %n remark</numerusform>
            <numerusform>Partial: %n remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n archive</numerusform>
            <numerusform>%n archives</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archive(s) found again</source>
        <translation>
            <numerusform>%n archive found again</numerusform>
            <numerusform>%n archives found again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobSummary</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobTitles</name>
    <message numerus="yes">
        <source>Purge %n archive(s)</source>
        <translation>
            <numerusform>Purge %n archive</numerusform>
            <numerusform>Purge %n archives</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Verify %n archive(s)</source>
        <translation>
            <numerusform>Verify %n archive</numerusform>
            <numerusform>Verify %n archives</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n archive(s)</source>
        <translation>
            <numerusform>Add %n archive</numerusform>
            <numerusform>Add %n archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Landing</name>
    <message numerus="yes">
        <source>These are %n archive(s)</source>
        <translation>
            <numerusform>This is %n archive</numerusform>
            <numerusform>These are %n archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n archive(s)</source>
        <translation>
            <numerusform>%n archive</numerusform>
            <numerusform>%n archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message numerus="yes">
        <source>also in %n other archive(s)</source>
        <translation>
            <numerusform>also in %n other archive</numerusform>
            <numerusform>also in %n other archives</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n job(s) still running</source>
        <translation>
            <numerusform>%n job still running</numerusform>
            <numerusform>%n jobs still running</numerusform>
        </translation>
    </message>
</context>
</TS>

using System.Globalization;
using Lab.Model.Backup;
using Lab.Model.Values;

namespace Lab.Model.Reading;

/// <summary>Reads <c>backup</c>.</summary>
internal sealed class BackupReader(MistakeCollector mistakes, NameRegister sources, NameRegister classes)
{
    private const string RetentionForm = Period.Form + ", or \"" + Retention.IndefiniteWord + "\"";

    private static readonly Dictionary<string, BackupFrequency> Frequencies = new()
    {
        ["daily"] = BackupFrequency.Daily,
        ["weekly"] = BackupFrequency.Weekly,
        ["monthly"] = BackupFrequency.Monthly,
    };

    private static readonly Dictionary<string, ContinuousBackup> Continuous = new()
    {
        ["none"] = ContinuousBackup.None,
        ["wal"] = ContinuousBackup.WriteAheadLog,
        ["replication"] = ContinuousBackup.Replication,
    };

    private static readonly Dictionary<string, CopyLocation> Locations = new()
    {
        ["on-site"] = CopyLocation.OnSite,
        ["off-site"] = CopyLocation.OffSite,
    };

    private static readonly string[] StorageClasses = ["STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];

    public BackupPolicy Read(JsonObjectReader file) => file.Object("backup", json => new BackupPolicy(
        json.Object("site", site => new BackupSite(
            site.Text("name"),
            site.Parsed("capacity", text => ByteSize.TryParse(text, out var size) ? size : (ByteSize?)null, ByteSize.Form))),
        json.Object("schedule", ReadSchedule),
        json.List("classes", ReadClass),
        json.Has("archives") ? json.List("archives", ReadArchive, least: 0) : []));

    private BackupSchedule ReadSchedule(JsonObjectReader json)
    {
        var before = mistakes.Count;
        var schedule = new BackupSchedule(Time(json, "backup"), Time(json, "verification"), Time(json, "prune"));
        if (!json.IsObject || mistakes.Count > before)
        {
            return schedule;
        }

        if (schedule.Verification <= schedule.Backup)
        {
            mistakes.Add(json.PathOf("verification"), "is not after the backup", $"a time after {schedule.Backup:HH:mm}");
        }

        if (schedule.Prune <= schedule.Verification)
        {
            mistakes.Add(json.PathOf("prune"), "is not after the verification", $"a time after {schedule.Verification:HH:mm}");
        }

        return schedule;
    }

    private BackupClass ReadClass(JsonObjectReader json)
    {
        var name = json.Text("name", LabReader.NamePattern(), LabReader.NameForm);
        classes.Define(name, json.PathOf("name"));
        return new BackupClass(
            name,
            json.Text("title"),
            json.Choice("full", Frequencies),
            json.Choice("continuous", Continuous),
            json.Flag("consistencyCheck"),
            json.Object("onSite", onSite => Keep(onSite)),
            json.Object("offSite", ReadOffSite),
            json.Object("objectives", ReadObjectives));
    }

    private static OffSiteCopy ReadOffSite(JsonObjectReader json) => new(
        json.Parsed("storageClass", text => StorageClasses.Contains(text) ? text : null, JsonObjectReader.Listed(StorageClasses), ""),
        json.Choices("copies", Frequencies),
        Keep(json));

    private static RecoveryObjectives ReadObjectives(JsonObjectReader json) => new(
        Span(json, "rto"),
        json.Choice("rtoFrom", Locations),
        Span(json, "rpo"));

    private Archive ReadArchive(JsonObjectReader json)
    {
        var name = json.Text("name", LabReader.NamePattern(), LabReader.NameForm);
        sources.Define(name, json.PathOf("name"));
        return new Archive(name, json.Text("purpose"), classes.Refer(json.Text("backup"), json.PathOf("backup")));
    }

    private static Retention Keep(JsonObjectReader json) =>
        json.Parsed("keep", text => Retention.TryParse(text, out var keep) ? keep : (Retention?)null, RetentionForm);

    private static TimeSpan Span(JsonObjectReader json, string name) =>
        json.Parsed(name, text => Period.TryParse(text, out var period) && period.IsFixed ? period.AtLeast : (TimeSpan?)null, "a period in minutes, hours, days or weeks such as \"15 minutes\" or \"4 hours\"");

    private static TimeOnly Time(JsonObjectReader json, string name) =>
        json.Parsed(name, text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null, "a time of day such as \"09:00\"");
}

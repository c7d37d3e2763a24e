using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lab.Model.Reading;

/// <summary>Reads the whole file: its parts, and what refers from one to another.</summary>
internal sealed partial class LabReader(MistakeCollector mistakes)
{
    /// <summary>How names of systems, classes and activities are written, for error messages.</summary>
    public const string NameForm = "a name of lower-case letters, digits and single hyphens, beginning with a letter, at most 63 long";

    public LabDeclaration Read(JsonElement root)
    {
        var file = new JsonObjectReader(root, "$", mistakes);
        file.Has("$schema");
        var classes = new NameRegister("backup class", mistakes);
        var sources = new NameRegister("system or archive", mistakes);
        var roles = new NameRegister("role", mistakes);
        var name = file.Text("name");
        var zone = file.Parsed("timeZone", FindTimeZone, "an IANA time zone such as \"UTC\" or \"America/New_York\"", TimeZoneInfo.Utc);
        var systems = new SystemReader(mistakes, sources, classes).Read(file);
        var backup = new BackupReader(mistakes, sources, classes).Read(file);
        var (people, activities) = new RoleReader(mistakes, roles).Read(file);
        var compliance = new ComplianceReader(mistakes).Read(file);
        file.RefuseUnknown();
        classes.Resolve();
        roles.Resolve();
        return new LabDeclaration(name, zone, systems, backup, people, activities, compliance);
    }

    [GeneratedRegex("^(?=.{1,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    public static partial Regex NamePattern();

    private static TimeZoneInfo? FindTimeZone(string id) =>
        id.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
}

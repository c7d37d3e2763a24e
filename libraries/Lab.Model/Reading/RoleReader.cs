using Lab.Model.Roles;

namespace Lab.Model.Reading;

/// <summary>Reads <c>roles</c> and <c>responsibilities</c>.</summary>
internal sealed class RoleReader(MistakeCollector mistakes, NameRegister roles)
{
    private static readonly Dictionary<string, Responsibility> Letters = new()
    {
        ["A"] = Responsibility.Accountable,
        ["R"] = Responsibility.Responsible,
        ["C"] = Responsibility.Consulted,
        ["I"] = Responsibility.Informed,
    };

    private readonly NameRegister activities = new("activity", mistakes);

    public (IReadOnlyList<Role> Roles, IReadOnlyList<Activity> Activities) Read(JsonObjectReader file) =>
        (file.List("roles", ReadRole), file.List("responsibilities", ReadActivity));

    private Role ReadRole(JsonObjectReader json)
    {
        var id = json.Text("id", LabReader.NamePattern(), LabReader.NameForm);
        roles.Define(id, json.PathOf("id"));
        return new Role(id, json.Text("title"));
    }

    private Activity ReadActivity(JsonObjectReader json)
    {
        var id = json.Text("id", LabReader.NamePattern(), LabReader.NameForm);
        activities.Define(id, json.PathOf("id"));
        return new Activity(id, json.Text("title"), json.Object("assignments", ReadAssignments));
    }

    private Dictionary<string, Responsibility> ReadAssignments(JsonObjectReader json)
    {
        var assignments = json.Names().ToDictionary(
            role => roles.Refer(role, json.PathOf(role)),
            role => json.Choice(role, Letters));
        var accountable = assignments.Where(a => a.Value == Responsibility.Accountable).Select(a => a.Key).ToArray();
        if (accountable.Length > 1)
        {
            mistakes.Add(json.Path, $"makes {string.Join(" and ", accountable)} accountable", "at most one \"A\"");
        }

        if (json.IsObject && !assignments.Values.Any(r => r is Responsibility.Accountable or Responsibility.Responsible))
        {
            mistakes.Add(json.Path, "lets nobody act", "at least one \"A\" or \"R\"");
        }

        return assignments;
    }
}

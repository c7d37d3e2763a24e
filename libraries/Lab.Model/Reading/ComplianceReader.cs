using System.Globalization;
using System.Text.RegularExpressions;
using Lab.Model.Compliance;

namespace Lab.Model.Reading;

/// <summary>Reads <c>compliance</c>.</summary>
internal sealed partial class ComplianceReader(MistakeCollector mistakes)
{
    private static readonly Dictionary<string, ClaimStatus> Statuses = new()
    {
        ["compliant"] = ClaimStatus.Compliant,
        ["partial"] = ClaimStatus.Partial,
        ["planned"] = ClaimStatus.Planned,
    };

    private readonly NameRegister frameworks = new("framework", mistakes);
    private readonly NameRegister controls = new("control", mistakes);
    private readonly NameRegister policies = new("policy", mistakes);

    public ComplianceScope Read(JsonObjectReader file)
    {
        var scope = file.Object("compliance", json => new ComplianceScope(
            json.List("frameworks", ReadFramework),
            json.List("controls", ReadControl),
            json.Has("policies") ? json.List("policies", ReadPolicy, least: 0) : []));
        frameworks.Resolve();
        return scope;
    }

    private Framework ReadFramework(JsonObjectReader json)
    {
        var id = json.Text("id", FrameworkPattern(), "capital letters and digits, such as \"CIS\"");
        frameworks.Define(id, json.PathOf("id"));
        return new Framework(id, json.Text("title"), json.Text("version"));
    }

    private Control ReadControl(JsonObjectReader json)
    {
        var control = new Control(
            frameworks.Refer(json.Text("framework"), json.PathOf("framework")),
            json.Text("number", NumberPattern(), "a number such as \"3.10\", \"AC-2\" or \"AC-6(9)\""),
            json.Text("title"),
            json.Has("claim") ? json.Object("claim", ReadClaim) : null);
        controls.Define(control.Id, json.PathOf("number"));
        return control;
    }

    private static Claim ReadClaim(JsonObjectReader json) => new(
        json.Choice("status", Statuses),
        json.Text("title"),
        json.Has("assessed")
            ? json.Parsed("assessed", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : (DateOnly?)null, "a date such as \"2025-07-04\"")
            : null);

    private Policy ReadPolicy(JsonObjectReader json)
    {
        var id = json.Text("id", LabReader.NamePattern(), LabReader.NameForm);
        policies.Define(id, json.PathOf("id"));
        return new Policy(id, json.Text("title"), json.Text("purpose"));
    }

    [GeneratedRegex("^[A-Z][A-Z0-9]*$")]
    private static partial Regex FrameworkPattern();

    [GeneratedRegex(@"^[A-Z0-9]+([.-][0-9]+)*(\([0-9]+\))?$")]
    private static partial Regex NumberPattern();
}

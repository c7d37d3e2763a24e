using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lab.Engines.Neo4j.Tests.Conformance;

/// <summary>
/// What Neo4j Community 5.26.20 answered: <c>answers.jsonl</c> to the statements of <c>statements.json</c>, which marks those that the emulator
/// refuses or answers otherwise, and <c>behaviour.jsonl</c> to a driver's conversations.
/// </summary>
internal static class Recorded
{
    public static JsonArray Statements() => JsonSerializer.Deserialize<JsonArray>(File.ReadAllText(PathOf("statements.json")))!;

    public static string[] Answers() => File.ReadAllLines(PathOf("answers.jsonl"));

    public static string[] Behaviour() => File.ReadAllLines(PathOf("behaviour.jsonl"));

    public static bool Same(string left, string right) => JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));

    public static void Compare(string[] answers, string[] expected)
    {
        answers.Length.ShouldBe(expected.Length);
        string.Join('\n', answers.Zip(expected).Where(pair => !Same(pair.First, pair.Second)).Select(pair => $"{pair.First} instead of {pair.Second}")).ShouldBeEmpty();
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "scripts", name);
}

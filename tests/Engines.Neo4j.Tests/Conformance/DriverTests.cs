using System.Text.Json;
using System.Text.Json.Nodes;
using Lab.Engines.Neo4j.Tests.Targets;

namespace Lab.Engines.Neo4j.Tests.Conformance;

/// <summary>
/// Statements and conversations by Neo4j's own driver. <c>answers.jsonl</c> and <c>behaviour.jsonl</c> hold what Neo4j Community 5.26.20 answered:
/// the peer must still answer so, and the emulator as well, but for the statements that <c>statements.json</c> marks as refused or different.
/// </summary>
[Collection<Neo4jCollection>]
public sealed class DriverTests(EmulatorTarget emulator, PeerTarget peer)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_emulator_answers_statements_as_Neo4j_does_or_refuses_them()
    {
        var statements = Read("statements.json");
        var expected = ReadLines("answers.jsonl");
        var answers = await NodeScript.RunAsync("conformance.mjs", emulator.Server, Cancellation);

        answers.Length.ShouldBe(statements.Count);
        var differences = statements.Select((statement, index) => (statement, answer: answers[index], expected: expected[index]))
            .Where(each => each.statement!["differs"] is null && !Same(each.answer, each.statement!["refused"] is { } code ? $$"""{"error":"{{code}}"}""" : each.expected))
            .Select(each => $"{each.statement!["statement"]}: {each.answer} instead of {each.expected}");
        string.Join('\n', differences).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_marked_as_different_is_different()
    {
        var statements = Read("statements.json");
        var expected = ReadLines("answers.jsonl");
        var answers = await NodeScript.RunAsync("conformance.mjs", emulator.Server, Cancellation);

        statements.Select((statement, index) => (statement, index)).Where(each => each.statement!["differs"] is not null || each.statement!["refused"] is not null)
            .ShouldAllBe(each => !Same(answers[each.index], expected[each.index]));
    }

    [Fact]
    public async Task Neo4j_answers_statements_as_recorded() =>
        Compare(await NodeScript.RunAsync("conformance.mjs", peer.Require(), Cancellation), ReadLines("answers.jsonl"));

    [Fact]
    public async Task The_emulator_behaves_as_Neo4j_does() =>
        Compare(await NodeScript.RunAsync("behaviour.mjs", emulator.Server, Cancellation), ReadLines("behaviour.jsonl"));

    [Fact]
    public async Task Neo4j_behaves_as_recorded() =>
        Compare(await NodeScript.RunAsync("behaviour.mjs", peer.Require(), Cancellation), ReadLines("behaviour.jsonl"));

    private static void Compare(string[] answers, string[] expected)
    {
        answers.Length.ShouldBe(expected.Length);
        string.Join('\n', answers.Zip(expected).Where(pair => !Same(pair.First, pair.Second)).Select(pair => $"{pair.First} instead of {pair.Second}")).ShouldBeEmpty();
    }

    private static bool Same(string left, string right) => JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));

    private static JsonArray Read(string name) => JsonSerializer.Deserialize<JsonArray>(File.ReadAllText(PathOf(name)))!;

    private static string[] ReadLines(string name) => File.ReadAllLines(PathOf(name));

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "scripts", name);
}

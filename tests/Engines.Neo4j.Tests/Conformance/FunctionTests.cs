using System.Text.RegularExpressions;

namespace Lab.Engines.Neo4j.Tests.Conformance;

/// <summary>What the emulator lets through, a recorded answer of Neo4j's holds.</summary>
public sealed partial class FunctionTests
{
    [Fact]
    public void Every_function_has_a_statement_that_answers_as_Neo4j_does()
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "neo4j-server", "cypher", "functions.js"));
        var functions = Quoted().Matches(source[..source.IndexOf("]);", StringComparison.Ordinal)]).Select(m => m.Groups[1].Value).ToArray();
        var statements = Recorded.Statements().Where(each => each!["refused"] is null && each["differs"] is null).Select(each => (string)each!["statement"]!);
        var used = statements.SelectMany(statement => Called().Matches(statement)).Select(m => m.Groups[1].Value.ToLowerInvariant()).ToHashSet();

        functions.Length.ShouldBeGreaterThan(50);
        functions.Except(used).ShouldBeEmpty();
    }

    [GeneratedRegex(@"'(\w+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(\w+)\s*\(")]
    private static partial Regex Called();
}

using Lab.Engines.Neo4j.Tests.Targets;

namespace Lab.Engines.Neo4j.Tests.Conformance;

/// <summary>Statements and conversations by Neo4j's own driver, held against what Neo4j answered.</summary>
[Collection<EmulatorCollection>]
public sealed class DriverOnEmulatorTests(EmulatorTarget emulator)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_statements_as_Neo4j_does_and_refuses_or_differs_where_that_is_declared()
    {
        var statements = Recorded.Statements();
        var expected = Recorded.Answers();
        var answers = await NodeScript.RunAsync("conformance.mjs", emulator.Server, Cancellation);

        answers.Length.ShouldBe(statements.Count);
        var differences = statements.Select((statement, index) => (statement, answer: answers[index], expected: expected[index]))
            .Where(each => each.statement!["differs"] is null && !Recorded.Same(each.answer, each.statement!["refused"] is { } code ? $$"""{"error":"{{code}}"}""" : each.expected))
            .Select(each => $"{each.statement!["statement"]}: {each.answer} instead of {each.expected}");
        string.Join('\n', differences).ShouldBeEmpty();
        statements.Select((statement, index) => (statement, index)).Where(each => each.statement!["differs"] is not null || each.statement!["refused"] is not null)
            .ShouldAllBe(each => !Recorded.Same(answers[each.index], expected[each.index]));
    }

    [Fact]
    public async Task It_behaves_as_Neo4j_does() =>
        Recorded.Compare(await NodeScript.RunAsync("behaviour.mjs", emulator.Server, Cancellation), Recorded.Behaviour());
}

using System.Text.RegularExpressions;
using Lab.Engines.MongoDB.Query.Accumulators;
using Lab.Engines.MongoDB.Query.Aggregation;
using Lab.Engines.MongoDB.Query.Expressions;
using Lab.Engines.MongoDB.Query.Filters;
using Lab.Engines.MongoDB.Query.Updates;

namespace Lab.Engines.MongoDB.Tests.Query;

/// <summary>The README's table of the query language names what there is, no more and no less.</summary>
public sealed partial class SupportTableTests
{
    [Fact]
    public void Conditions() => Row("conditions on a field").ShouldBe(FilterOperators.Names, ignoreOrder: true);

    [Fact]
    public void Stages_are_all_named() => Row("stages").ShouldBe(Stages.Names, ignoreOrder: true);

    [Fact]
    public void Accumulators() => Row("accumulators").ShouldBe(AccumulatorOperators.Names, ignoreOrder: true);

    [Fact]
    public void Update_operators() => UpdateOperators.Names.ShouldBeSubsetOf(Row("update operators"));

    [Fact]
    public void Expressions() =>
        new[] { "comparison and logic", "numbers", "arrays", "strings", "dates", "types, objects, others" }.SelectMany(Row)
            .ShouldBe(ExpressionOperators.Names, ignoreOrder: true);

    private static IEnumerable<string> Row(string title)
    {
        var line = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Query.README.md")).Single(l => l.StartsWith($"| {title} |", StringComparison.Ordinal));
        return Name().Matches(line).Select(m => m.Groups[1].Value);
    }

    [GeneratedRegex(@"`(\$\w+)`")]
    private static partial Regex Name();
}

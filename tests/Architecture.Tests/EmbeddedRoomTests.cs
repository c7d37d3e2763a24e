using System.Text.RegularExpressions;

namespace Lab.Architecture.Tests;

/// <summary>
/// The rooms of hosting/Embedded share Aspire's namespaces, so that what knows what is read from the source:
/// Model knows nobody, Running and Publishing know Model, Page and Testing know Running.
/// </summary>
public sealed class EmbeddedRoomTests
{
    private static readonly SourceTree Tree = SourceTree.Find();

    [Theory]
    [InlineData("Model", new[] { "Running", "Publishing", "Page", "Testing" })]
    [InlineData("Running", new[] { "Publishing", "Page", "Testing" })]
    [InlineData("Publishing", new[] { "Running", "Page", "Testing" })]
    [InlineData("Page", new[] { "Publishing", "Testing" })]
    [InlineData("Testing", new[] { "Publishing", "Page" })]
    public void A_room_does_not_know(string room, string[] unknown)
    {
        var own = Types(room).ToHashSet();
        var foreign = unknown.SelectMany(Types).Where(name => !own.Contains(name)).ToHashSet();

        var leaks = from file in Tree.Files("*.cs", $"hosting/Embedded/{room}")
                    from word in Regex.Matches(file.Code, @"\b[A-Z]\w+\b").Select(m => m.Value).Distinct()
                    where foreign.Contains(word)
                    select $"{file}: {word}";

        leaks.ShouldBeEmpty();
    }

    private static IEnumerable<string> Types(string room) =>
        Directory.Exists(Path.Combine(Tree.Root, "hosting/Embedded", room))
            ? Tree.Files("*.cs", $"hosting/Embedded/{room}").SelectMany(f => f.DeclaredTypes)
            : [];
}

using System.Text.RegularExpressions;
using Lab.Engines.MongoDB.Commands;
using Lab.Engines.MongoDB.Server;

namespace Lab.Engines.MongoDB.Tests;

/// <summary>The README's tables of commands and settings name what there is, no more and no less.</summary>
public sealed partial class CommandTableTests
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "MongoDB.README.md"));
    private static readonly CommandSet Commands = new();

    [Fact]
    public void Commands_are_all_named()
    {
        var named = new[] { "documents", "catalog", "sessions", "users", "state" }.SelectMany(Row).ToList();

        Commands.Names.ShouldBeSubsetOf(named);
        // Other names of a command may stand beside it.
        foreach (var name in named)
        {
            Commands.Names.ShouldContain(Commands.Find(name).Description.Name);
        }
    }

    [Fact]
    public void Settings()
    {
        var names = Readme.SkipWhile(line => !line.StartsWith("| setting |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('`')[1]);

        var message = Should.Throw<EngineException>(() => MongoSettings.Read(new Dictionary<string, string> { ["x"] = "" })).Message;

        message.ShouldEndWith($"allowed are {string.Join(" and ", names)}.");
    }

    private static IEnumerable<string> Row(string title) =>
        Name().Matches(Readme.Single(line => line.StartsWith($"| {title} |", StringComparison.Ordinal))).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([a-zA-Z]+)`")]
    private static partial Regex Name();
}

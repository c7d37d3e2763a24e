using System.Reflection;
using System.Text.RegularExpressions;
using Lab.Engines.Milvus.Calls;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Tests;

/// <summary>The README's tables name what there is, no more and no less.</summary>
public sealed partial class SupportTableTests
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Milvus.README.md"));

    [Fact]
    public void Calls()
    {
        var served = typeof(MilvusCalls).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => method.IsVirtual).Select(method => method.Name).ToList();

        served.ShouldBe(MilvusService.Descriptor.Methods.Select(method => method.Name), ignoreOrder: true);
        Section("## What is supported").SelectMany(line => Call().Matches(line)).Select(match => match.Groups[1].Value).Distinct().ShouldBe(served, ignoreOrder: true);
    }

    [Fact]
    public void Settings()
    {
        var names = Readme.SkipWhile(line => !line.StartsWith("| setting |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('`')[1]);

        var message = Should.Throw<EngineException>(() => MilvusSettings.Read(new Dictionary<string, string> { ["x"] = "" })).Message;

        message.ShouldEndWith($"allowed is {string.Join(" and ", names)}.");
    }

    private static IEnumerable<string> Section(string title) =>
        Readme.SkipWhile(line => line != title).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith('|'));

    [GeneratedRegex("`([A-Z][a-z]+[A-Za-z]*)`")]
    private static partial Regex Call();
}

using System.Text.RegularExpressions;
using Lab.Engines.ObjectStore.Classes;
using Lab.Engines.ObjectStore.Operations;
using Lab.Engines.ObjectStore.Payload;

namespace Lab.Engines.ObjectStore.Tests.InProcess;

/// <summary>The README's tables name what there is, no more and no less.</summary>
public sealed partial class SupportTableTests
{
    private static readonly string[] Readme = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "ObjectStore.README.md"));

    [Fact]
    public void Operations()
    {
        using var bench = new Workbench();

        // ListObjects is the older form of ListObjectsV2; the accounting stands in a row of its own.
        var served = new OperationCatalog(bench.Store).Names.Except(["GetAccounting"]).Append("ListObjects");

        Operation().Matches(Row("operations")).Select(match => match.Groups[1].Value).ShouldBe(served, ignoreOrder: true);
    }

    [Fact]
    public void Storage_classes() => Row("storage classes").Split('|')[2].Split(',', StringSplitOptions.TrimEntries).ShouldBe(StorageClasses.Names, ignoreOrder: true);

    [Fact]
    public void Checksums() => Upper().Matches(Row("checksums")).Select(match => match.Value).ShouldBe(Checksum.Names, ignoreOrder: true);

    [Fact]
    public void Settings()
    {
        var names = Readme.SkipWhile(line => !line.StartsWith("| setting", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('`')[1]);

        var message = Should.Throw<EngineException>(() => ObjectStoreSettings.Read(new Dictionary<string, string> { ["x"] = "" })).Message;

        message.ShouldEndWith($"allowed are {string.Join(" and ", names)}.");
    }

    private static string Row(string title) => Readme.Single(line => line.StartsWith($"| {title} |", StringComparison.Ordinal));

    [GeneratedRegex("`([A-Za-z0-9]+)`")]
    private static partial Regex Operation();

    [GeneratedRegex(@"\b(?:CRC\w+|SHA\w+)\b")]
    private static partial Regex Upper();
}

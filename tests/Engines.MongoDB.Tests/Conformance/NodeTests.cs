using System.Diagnostics;
using System.Text.Json;
using Lab.Engines.MongoDB.Tests.Targets;
using Lab.Engines.Npm;
using Lab.State;

namespace Lab.Engines.MongoDB.Tests.Conformance;

/// <summary>MongoDB's driver for Node.js.</summary>
public abstract class NodeTests(IMongoTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task The_driver_for_Node_does_its_work()
    {
        _ = Client;
        var said = (await RunAsync()).ToDictionary(line => line.GetProperty("step").GetString()!, line => line.GetProperty("value").GetRawText());

        said["insertMany"].ShouldBe("250");
        said["duplicate"].ShouldBe("11000");
        said["find"].ShouldBe("""[{"_id":103,"name":"n103"},{"_id":108,"name":"n108"},{"_id":113,"name":"n113"}]""");
        said["cursor"].ShouldBe("250");
        said["update"].ShouldBe("50");
        said["upsert"].ShouldBe("1000");
        said["findOneAndUpdate"].ShouldBe("42");
        said["delete"].ShouldBe("11");
        said["count"].ShouldBe("48");
        said["distinct"].ShouldBe("[0,1,2]");
        said["aggregate"].ShouldBe("""[{"_id":1,"n":48},{"_id":2,"n":48}]""");
        said["types"].ShouldBe("""["9007199254740993","1970-01-01T00:00:00.000Z",null]""");
        said["bulkWrite"].ShouldBe("1");
        said["indexes"].ShouldBe("""["_id_","kind_1_name_-1"]""");
        said["missing"].ShouldBe("59");
        said["dropped"].ShouldBe("0");
        Extra(said);
    }

    /// <summary>Whether the server has transactions and Decimal128.</summary>
    protected abstract bool HasTransactions { get; }

    private void Extra(Dictionary<string, string> said)
    {
        if (HasTransactions)
        {
            said["transaction"].ShouldBe("[1,1]");
            said["decimal"].ShouldBe("\"0.1\"");
            said["stream"].ShouldBe("true");
        }
    }

    private async Task<List<JsonElement>> RunAsync()
    {
        var definition = Path.Combine(AppContext.BaseDirectory, "npm", "mongodb");
        var packages = new NpmPackageSet("mongodb-driver-tests", "MongoDB's driver for Node.js", definition, "mongodb", Download: 2, Size: 10);
        var modules = await new NpmInstaller(LabCache.Open(null), new EngineLog(TextWriter.Null), TimeProvider.System).InstallAsync(packages, _ => { }, Cancellation);
        var start = new ProcessStartInfo("node", [Path.Combine(definition, "scenario.mjs")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MODULES"] = Path.Combine(modules, "node_modules");
        start.Environment["ADDRESS"] = Target.ConnectionString;
        start.Environment["CA"] = Target.AuthorityFile ?? "";
        start.Environment["NAME"] = Database.DatabaseNamespace.DatabaseName;
        start.Environment["TRANSACTIONS"] = HasTransactions ? "yes" : "";

        using var node = Process.Start(start)!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(Cancellation), node.StandardError.ReadToEndAsync(Cancellation));
        await node.WaitForExitAsync(Cancellation);
        node.ExitCode.ShouldBe(0, await errors + await output);
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}

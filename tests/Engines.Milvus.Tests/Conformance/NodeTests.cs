using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using Lab.Engines.Milvus.Tests.Targets;
using Lab.Engines.Npm;
using Lab.State;

namespace Lab.Engines.Milvus.Tests.Conformance;

/// <summary>The SDK for Node.js, which nobody here wrote.</summary>
public abstract class NodeTests(IMilvusTarget target) : ConformanceTests(target)
{
    [Fact]
    public async Task The_SDK_for_Node_does_its_work()
    {
        _ = Client;
        var said = (await RunAsync()).ToDictionary(line => line.GetProperty("step").GetString()!, line => line.GetProperty("value").GetRawText());

        said["healthy"].ShouldBe("true");
        said["insert"].ShouldBe("\"50\"");
        said["search"].ShouldBe(
            """[{"id":"3","name":"n3","j":{"a":3,"l":[1,3]},"tags":["t0"],"extra":"e3"},{"id":"4","name":"n4","j":{"a":4,"l":[1,4]},"tags":["t1"],"extra":"e4"},{"id":"2","name":"n2","j":{"a":2,"l":[1,2]},"tags":["t2"],"extra":"e2"}]""");
        said["filter"].ShouldBe("""["n4","n1"]""");
        said["query"].ShouldBe("""["n5","n6"]""");
        said["count"].ShouldBe("""[{"count(*)":"50"}]""");
        said["iterator"].ShouldBe("40");
        said["upsert"].ShouldBe("0");
        said["get"].ShouldBe("""["five"]""");
        said["delete"].ShouldBe("\"2\"");
        said["left"].ShouldBe("""["0","3","4"]""");
        said["state"].ShouldBe("\"LoadStateLoaded\"");
        said["missing"].ShouldBe("\"CollectionNotExists\"");
        said["loadPartitions"].ShouldBe("0");
        said["partitions"].ShouldBe("""["LoadStateLoaded","LoadStateNotLoad"]""");
        said["partition"].ShouldBe("""["100"]""");
        said["not loaded"].ShouldBe("\"refused\"");
        said["all loaded"].ShouldBe("""["100"]""");
        said["releasePartitions"].ShouldBe("0");
        said["released"].ShouldBe("\"refused\"");
        said["rename"].ShouldBe("0");
        said["renamed"].ShouldBe("[false,true]");
        said["taken"].ShouldBe("true");
        said["back"].ShouldBe("0");
        said["drop"].ShouldBe("0");
    }

    private async Task<List<JsonElement>> RunAsync()
    {
        var definition = Path.Combine(AppContext.BaseDirectory, "npm", "milvus");
        var packages = new NpmPackageSet("milvus-sdk-tests", "Milvus's SDK for Node.js", definition, "@zilliz/milvus2-sdk-node", Download: 8, Size: 30);
        var modules = await new NpmInstaller(LabCache.Open(null), new EngineLog(TextWriter.Null), TimeProvider.System).InstallAsync(packages, _ => { }, Cancellation);
        var connection = new DbConnectionStringBuilder { ConnectionString = Target.ConnectionString };
        var start = new ProcessStartInfo("node", [Path.Combine(definition, "scenario.mjs")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MODULES"] = Path.Combine(modules, "node_modules");
        start.Environment["ADDRESS"] = new Uri((string)connection["Endpoint"]).Authority;
        start.Environment["TOKEN"] = (string)connection["Key"];
        start.Environment["CA"] = Target.CertificateAuthority ?? "";
        start.Environment["NAME"] = Name;

        using var node = Process.Start(start)!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(Cancellation), node.StandardError.ReadToEndAsync(Cancellation));
        await node.WaitForExitAsync(Cancellation);
        node.ExitCode.ShouldBe(0, await errors + await output);
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}

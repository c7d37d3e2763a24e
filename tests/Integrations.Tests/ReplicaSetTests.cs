using System.Diagnostics;
using Aspire.Hosting;
using Lab.Hosting.Integrations;
using Lab.Hosting.Integrations.MongoDB;

namespace Lab.Integrations.Tests;

public sealed class ReplicaSetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-mongo-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_manifest_takes_the_key_from_a_secret_parameter_and_has_no_placeholder_in_its_arguments()
    {
        var app = TestApplication.Publish();

        var server = app.AddMongoDB("mongodb").WithReplicaSet();

        var environment = await TestApplication.EnvironmentAsync(server.Resource, app.ExecutionContext);
        environment.Manifest("MONGODB_REPLICA_SET_KEY").ShouldBe("{mongodb-replica-set-key.value}");
        environment.Manifest("MONGODB_REPLICA_SET_MEMBER").ShouldBe("mongodb:27017");
        (await TestApplication.ArgumentsAsync(server.Resource, app.ExecutionContext)).ShouldAllBe(a => !a.Contains('{') && !a.Contains('}'));
    }

    [Fact]
    public async Task In_a_local_container_the_member_has_the_same_address_within_and_without()
    {
        var app = TestApplication.Run();

        var server = app.AddMongoDB("mongodb").WithReplicaSet();

        var endpoint = server.Resource.PrimaryEndpoint.EndpointAnnotation;
        var environment = await TestApplication.EnvironmentAsync(server.Resource, app.ExecutionContext);
        endpoint.Port.ShouldNotBeNull();
        endpoint.TargetPort.ShouldBe(endpoint.Port);
        environment.Manifest("MONGODB_REPLICA_SET_MEMBER").ShouldBe($"localhost:{endpoint.Port}");
    }

    [Fact]
    public async Task The_container_writes_its_key_file_initiates_the_set_and_becomes_the_server()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "Needs /bin/bash.");
        Program("chown", "exit 0");
        Program("mongosh", $"cat \"$5\" > '{folder}/initiated'");
        Program("docker-entrypoint.sh", $"until test -e '{folder}/initiated'; do sleep 0.02; done; echo \"$@\"");
        var start = new ProcessStartInfo("/bin/bash")
        {
            ArgumentList = { "-c", ReplicaSetScript.Text.Replace("/tmp/replica-set", Path.Combine(folder, "set"), StringComparison.Ordinal) },
            RedirectStandardOutput = true,
            Environment =
            {
                ["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}",
                ["MONGODB_REPLICA_SET_KEY"] = "s3cret",
                ["MONGODB_REPLICA_SET_NAME"] = "rs0",
                ["MONGODB_REPLICA_SET_MEMBER"] = "mongodb:27017",
            },
        };

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        var key = Path.Combine(folder, "set", "key");
        output.Trim().ShouldBe($"mongod --replSet rs0 --keyFile {key} --bind_ip_all --port 27017");
        (await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken)).ShouldBe("s3cret");
        (OperatingSystem.IsWindows() || File.GetUnixFileMode(key) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBeTrue();
        var script = await File.ReadAllTextAsync(Path.Combine(folder, "initiated"), TestContext.Current.CancellationToken);
        script.ShouldContain("try { rs.status(); } catch (error) {");
        script.ShouldContain("rs.initiate({ _id: process.env.MONGODB_REPLICA_SET_NAME, members: [{ _id: 0, host: process.env.MONGODB_REPLICA_SET_MEMBER }] });");
    }

    private void Program(string name, string script) => ShellProgram.Write(folder, name, script);
}

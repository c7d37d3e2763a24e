using CliWrap;
using CliWrap.Buffered;

namespace Lab.Integration;

/// <summary>What is wrong is said in a line, by the AppHost as people start it.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-mistake-").FullName;

    private static string AppHost => typeof(Projects.AppHost).Assembly.Location;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_unknown_choice_of_engines()
    {
        var result = await StartAsync("--Lab:Engines=podman");

        result.ExitCode.ShouldBe(1);
        result.StandardError.Trim().ShouldBe("Lab:Engines is 'podman'; allowed are auto, embedded, containers.");
    }

    [Fact]
    public async Task A_broken_lab_json()
    {
        var file = Path.Combine(folder, "lab.json");
        var declared = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "lab.json"), Cancellation);
        await File.WriteAllTextAsync(file, declared.Replace("\"engine\": \"chroma\"", "\"engine\": \"croma\"", StringComparison.Ordinal), Cancellation);

        var result = await StartAsync($"--Lab:File={file}");

        result.ExitCode.ShouldBe(1);
        result.StandardError.Trim().ShouldMatch($"^{file}:[0-9]+: \\$\\.systems\\[5\\]\\.engine: is \"croma\"; allowed: \"postgresql\", .*$");
    }

    [Fact]
    public async Task A_state_folder_that_cannot_be_written()
    {
        var file = Path.Combine(folder, "no-folder");
        await File.WriteAllTextAsync(file, "", Cancellation);

        var result = await StartAsync($"--Lab:Home={Path.Combine(file, "home")}");

        result.ExitCode.ShouldBe(1);
        result.StandardError.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("LAB_HOME");
    }

    [Theory]
    [InlineData("\"name\": \"neo4j\"", "\"name\": \"graphs\"", "lab.json declares no system 'neo4j'; declared: proj-pg01, proj-pg02, mongodb, dragonfly, milvus, chroma, graphs.")]
    [InlineData("\"name\": \"tuningdb\"", "\"name\": \"tunedb\"", "lab.json declares no database 'tuningdb' of proj-pg02; declared: catalogdb, tunedb, backupdb, compliancedb.")]
    public async Task A_lab_json_without_what_the_AppHost_relies_on(string declared, string instead, string message)
    {
        var file = Path.Combine(folder, "lab.json");
        var lab = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "lab.json"), Cancellation);
        lab.ShouldContain(declared);
        await File.WriteAllTextAsync(file, lab.Replace(declared, instead, StringComparison.Ordinal), Cancellation);

        var result = await StartAsync($"--Lab:File={file}");

        result.ExitCode.ShouldBe(1);
        result.StandardError.Trim().ShouldBe(message);
    }

    [Fact]
    public async Task A_choice_of_engine_for_an_unknown_system()
    {
        var result = await StartAsync("--Lab:Engines:mongo=containers");

        result.ExitCode.ShouldBe(1);
        result.StandardError.Trim().ShouldStartWith("Lab:Engines:mongo names no system that can run embedded; allowed are Lab:Engines:proj-pg01, ");
    }

    [Fact]
    public async Task A_wrong_call()
    {
        var result = await StartAsync("--until-helthy");

        result.ExitCode.ShouldBe(2);
        result.StandardError.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("--help");
    }

    [Fact]
    public async Task No_mistake_but_a_question()
    {
        var result = await StartAsync("--help");

        result.ExitCode.ShouldBe(0, result.StandardError);
        result.StandardOutput.ShouldContain("--until-healthy");
        result.StandardError.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_name_of_the_state_folder_counts_as_none()
    {
        var manifest = Path.Combine(folder, "manifest.json");

        var result = await Cli.Wrap("dotnet").WithArguments(["exec", AppHost, "--publisher", "manifest", "--output-path", manifest])
            .WithEnvironmentVariables(variables => variables.Set("LAB_HOME", ""))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Cancellation);

        result.ExitCode.ShouldBe(0, result.StandardError);
        File.Exists(manifest).ShouldBeTrue();
    }

    private Task<BufferedCommandResult> StartAsync(string argument) =>
        Cli.Wrap("dotnet").WithArguments(["exec", AppHost, $"--Lab:Home={Path.Combine(folder, "home")}", argument])
            .WithWorkingDirectory(Projects.AppHost.ProjectPath)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Cancellation);
}

using CliWrap;
using CliWrap.Buffered;

namespace Lab.Integration;

/// <summary>What is wrong is said in a line, by the AppHost as people start it.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-mistake-").FullName;

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

    private Task<BufferedCommandResult> StartAsync(string argument) =>
        Cli.Wrap("dotnet").WithArguments(["exec", typeof(Projects.AppHost).Assembly.Location, $"--Lab:Home={Path.Combine(folder, "home")}", argument])
            .WithWorkingDirectory(Projects.AppHost.ProjectPath)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Cancellation);
}

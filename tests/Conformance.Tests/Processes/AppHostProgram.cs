using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Lab.Conformance.Tests.Processes;

/// <summary>An AppHost of this repository that is run as a process, as it was built with the tests.</summary>
/// <param name="Folder">The folder of its project, relative to the repository's root.</param>
internal sealed record AppHostProgram(string Folder)
{
    private static readonly string Project = Up(AppContext.BaseDirectory, folder => File.Exists(Path.Combine(folder, "Conformance.Tests.csproj")));

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Up(Project, folder => File.Exists(Path.Combine(folder, "Lab.Aspire.sln")));

    private string Assembly => Path.Combine(Root, Folder, Path.GetRelativePath(Project, AppContext.BaseDirectory), "AppHost.dll");

    /// <summary>Runs it until it ends.</summary>
    /// <param name="home">Its state folder.</param>
    /// <param name="arguments">The command line.</param>
    public async Task<BufferedCommandResult> RunAsync(string home, params string[] arguments) =>
        await Cli.Wrap("dotnet")
            .WithArguments(["exec", Assembly, .. arguments])
            .WithWorkingDirectory(Path.Combine(Root, Folder))
            .WithEnvironmentVariables(variables => variables.Set("LAB_HOME", home))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, TestContext.Current.CancellationToken);

    private static string Up(string folder, Func<string, bool> found) =>
        found(folder) ? folder : Up(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository."), found);
}

using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;

namespace Lab.Conformance.Tests.Build;

/// <summary>Evaluates or builds a project with MSBuild, without a build node that outlives the test.</summary>
internal static class MSBuildRun
{
    public static async Task<BufferedCommandResult> RunAsync(string project, params string[] arguments) =>
        await Cli.Wrap("dotnet")
            .WithArguments(["msbuild", project, "-nologo", "-v:quiet", "-nodeReuse:false", .. arguments])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    /// <summary>The items of a kind, as they are evaluated.</summary>
    public static async Task<IReadOnlyList<string>> ItemsAsync(string project, string kind, params string[] arguments)
    {
        var result = await RunAsync(project, [$"-getItem:{kind}", .. arguments]);
        result.ExitCode.ShouldBe(0, result.StandardOutput);
        return [.. JsonNode.Parse(result.StandardOutput)!["Items"]![kind]!.AsArray().Select(item => (string)item!["Identity"]!)];
    }
}

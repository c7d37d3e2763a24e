using Lab.Conformance.Tests.Processes;

namespace Lab.Conformance.Tests.Build;

/// <summary>The compilation ahead of time, which makes the first build long.</summary>
public sealed class ReadyToRunTests : IDisposable
{
    private static readonly string Engine = Path.Combine(AppHostProgram.Root, "engines/Dragonfly/Dragonfly.csproj");

    private readonly string folder = Directory.CreateTempSubdirectory("lab-ready-to-run-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_first_build_of_a_checkout_says_why_it_takes_long_and_later_ones_say_nothing()
    {
        var first = await AnnounceAsync();
        var second = await AnnounceAsync();

        first.ShouldContain("the packages are now compiled ahead of time for this machine");
        first.ShouldContain("-p:ReadyToRun=false");
        second.ShouldNotContain("compiled ahead of time");
    }

    private async Task<string> AnnounceAsync()
    {
        var result = await MSBuildRun.RunAsync(Engine, "-t:ResolveAssemblyReferences;AnnounceReadyToRun", "-p:ReadyToRun=all", $"-p:_ReadyToRunFolder={folder}/compiled/", "-p:BuildProjectReferences=false");
        result.ExitCode.ShouldBe(0, result.StandardOutput);
        return result.StandardOutput;
    }
}

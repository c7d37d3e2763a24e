namespace Lab.Conformance.Tests.Processes;

/// <summary>aspire-manifest.json at the root is what the lab's AppHost writes.</summary>
public sealed class LabManifestTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conformance-").FullName;
    private readonly string _written = Path.Combine(AppHostProgram.Root, $"{Guid.NewGuid():N}.json");

    public void Dispose()
    {
        File.Delete(_written);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_manifest_at_the_root_is_not_stale()
    {
        var result = await new AppHostProgram("AppHost").RunAsync(_folder, "--publisher", "manifest", "--output-path", _written);

        result.ExitCode.ShouldBe(0, result.StandardError);
        var kept = Path.Combine(AppHostProgram.Root, "aspire-manifest.json");
        (File.Exists(kept) ? await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken) : "").ShouldBe(
            await File.ReadAllTextAsync(_written, TestContext.Current.CancellationToken),
            "aspire-manifest.json is stale; renew it: dotnet run --project AppHost -- --publisher manifest --output-path ../aspire-manifest.json");
    }
}

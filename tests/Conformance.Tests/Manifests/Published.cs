using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;

namespace Lab.Conformance.Tests.Manifests;

/// <summary>An application that is declared in a test and published into a folder of its own.</summary>
internal sealed class Published : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly JsonObject _resources;

    private Published(string folder)
    {
        Folder = folder;
        Text = File.ReadAllText(Path.Combine(folder, "aspire-manifest.json"));
        _resources = JsonNode.Parse(Text)!["resources"]!.AsObject();
    }

    public string Folder { get; }

    public string Text { get; }

    /// <summary>The names of the entries, in order.</summary>
    public IEnumerable<string> Names => _resources.Select(r => r.Key);

    /// <summary>The entry of a resource, as it is written.</summary>
    public string this[string name] => _resources[name]!.ToJsonString(Indented);

    /// <summary>Publishes what <paramref name="declare"/> declares; the AppHost lies in the manifest's folder.</summary>
    public static async Task<Published> Of(Action<IDistributedApplicationBuilder> declare)
    {
        var folder = Directory.CreateTempSubdirectory("manifest-").FullName;
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            ProjectDirectory = folder,
            Args = ["--publisher", "manifest", "--output-path", Path.Combine(folder, "aspire-manifest.json"), $"--Lab:Home={folder}/home"],
        });
        declare(builder);
        await builder.Build().RunAsync(TestContext.Current.CancellationToken);
        return new Published(folder);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

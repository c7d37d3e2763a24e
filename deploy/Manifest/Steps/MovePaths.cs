using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest.Steps;

/// <summary>Paths are relative to the manifest: one that is written into another folder needs them anew.</summary>
internal sealed class MovePaths(string sourceFolder, string targetFolder) : IConversionStep
{
    public void Apply(AspireManifest manifest)
    {
        foreach (var (_, resource) in manifest.Each())
        {
            Move(resource, "path");
            Move(resource, "context");
            Move(resource["build"] as JsonObject, "context");
            Move(resource["build"] as JsonObject, "dockerfile");
        }
    }

    private void Move(JsonObject? of, string property)
    {
        if ((string?)of?[property] is { } path)
        {
            of[property] = Path.GetRelativePath(targetFolder, Path.GetFullPath(path, sourceFolder)).Replace('\\', '/');
        }
    }
}

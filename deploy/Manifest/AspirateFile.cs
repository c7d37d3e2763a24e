using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lab.Deploy.Manifest;

/// <summary>Reads a manifest, makes it digestible for aspirate, and writes it.</summary>
internal static class AspirateFile
{
    /// <summary>Writes <paramref name="target"/>, or nothing when something stands in the way.</summary>
    /// <param name="source">What the AppHost wrote.</param>
    /// <param name="target">What aspirate is to read.</param>
    /// <param name="strict">Whether a warning stands in the way too.</param>
    /// <param name="messages">Where errors and warnings go, a line each.</param>
    /// <returns>0 when the file is written, otherwise 1.</returns>
    public static int Write(FileInfo source, FileInfo target, bool strict, TextWriter messages)
    {
        try
        {
            var manifest = new AspireManifest(Read(source));
            new AspirateConversion(source.DirectoryName!, target.DirectoryName!).Apply(manifest);
            Tell(messages, source, "error", manifest.Errors);
            Tell(messages, source, strict ? "error" : "warning", manifest.Warnings);
            if (manifest.Errors.Count > 0 || (strict && manifest.Warnings.Count > 0))
            {
                return 1;
            }

            File.WriteAllText(target.FullName, manifest.ToString());
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            messages.WriteLine($"{source.Name}: error: {e.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    private static JsonObject Read(FileInfo source) =>
        JsonNode.Parse(File.ReadAllText(source.FullName)) is JsonObject root && root["resources"] is JsonObject
            ? root
            : throw new JsonException("This is no manifest: it has no object 'resources'.");

    private static void Tell(TextWriter messages, FileInfo source, string kind, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            messages.WriteLine($"{source.Name}: {kind}: {line}");
        }
    }
}

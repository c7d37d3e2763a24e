using System.Text.Json;
using Lab.State;

namespace Lab.Hosting.Integrations.Containers;

/// <summary>Remembers for a while, across starts, which images could not be fetched: a machine without a network does not wait for its registries each time.</summary>
/// <param name="home">Opens the state folder, where they are kept.</param>
/// <param name="time">Tells how long ago it was.</param>
internal sealed class PullFailures(Func<LabHome> home, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();

    // To open the folder is to try to write there.
    private readonly Lazy<string> file = new(() => Path.Combine(home().Path, "image-pulls.json"));

    /// <returns>Why the image could not be fetched lately; <see langword="null"/> when it is worth trying.</returns>
    public string? Find(string image)
    {
        lock (gate)
        {
            return Read().TryGetValue(image, out var failure) && time.GetUtcNow() - failure.At is var age && age >= TimeSpan.Zero && age < Memory
                ? $"{failure.Reason} (seen {failure.At:HH:mm} UTC, asked again after {failure.At + Memory:HH:mm})"
                : null;
        }
    }

    public void Remember(string image, string reason)
    {
        lock (gate)
        {
            var failures = Read().Where(pair => time.GetUtcNow() - pair.Value.At < Memory).ToDictionary();
            failures[image] = new(time.GetUtcNow(), reason);
            PrivateFile.Write(file.Value, JsonSerializer.Serialize(failures));
        }
    }

    private Dictionary<string, PullFailure> Read()
    {
        try
        {
            return File.Exists(file.Value) ? JsonSerializer.Deserialize<Dictionary<string, PullFailure>>(File.ReadAllText(file.Value)) ?? [] : [];
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            // What cannot be read is forgotten: the images are asked for again.
            return [];
        }
    }
}

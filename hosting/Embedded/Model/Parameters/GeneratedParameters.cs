using System.Text.Json;
using Lab.State;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The values that were generated for parameters, kept in the state folder so that they stay the same.</summary>
/// <param name="openHome">Opens the state folder.</param>
internal sealed class GeneratedParameters(Func<LabHome> openHome)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Lock gate = new();

    /// <summary>Gets the value that is kept under a name; makes and keeps one when there is none.</summary>
    /// <exception cref="DistributedApplicationException">The file that holds the values is damaged.</exception>
    /// <exception cref="StateFolderException">The state folder can't be written.</exception>
    public string GetOrAdd(string name, Func<string> make)
    {
        lock (gate)
        {
            var home = openHome();
            using var alone = Acquire(home);
            var values = Read(home.ParametersFile);
            if (values.TryGetValue(name, out var kept))
            {
                return kept;
            }

            var made = make();
            values.Add(name, made);
            PrivateFile.Write(home.ParametersFile, JsonSerializer.Serialize(values, Indented));
            return made;
        }
    }

    private static FolderLock Acquire(LabHome home) =>
        Task.Run(() => FolderLock.AcquireAsync(home.ParametersFile + ".lock")).GetAwaiter().GetResult();

    private static SortedDictionary<string, string> Read(string path)
    {
        try
        {
            return File.Exists(path)
                ? new(JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) ?? [], StringComparer.OrdinalIgnoreCase)
                : new(StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // The error itself is left out: it may quote a value.
            throw new DistributedApplicationException($"The generated parameters in {path} can't be read: it is not a JSON object of texts. Mend the file, or delete the state folder for a clean lab.");
        }
    }
}

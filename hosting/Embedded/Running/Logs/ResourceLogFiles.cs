using System.Collections.Concurrent;
using Lab.Hosting.Embedded.Logs;

namespace Lab.Hosting.Embedded.Running.Logs;

/// <summary>Writes resources' logs to files: <c>NAME.log</c>, and the one before it as <c>NAME.1.log</c>.</summary>
/// <param name="folder">The folder, which exists when the first line comes; opened then.</param>
/// <param name="onError">Called at the first error of each file; nothing more is written to it then.</param>
internal sealed class ResourceLogFiles(Func<string> folder, Action<Exception> onError) : IResourceLogSink, IDisposable
{
    /// <summary>A file that is longer (bytes) is put aside for a new one.</summary>
    public const long Limit = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, ResourceLogFile> files = new(StringComparer.OrdinalIgnoreCase);

    public void Write(string resourceName, string line) => files.GetOrAdd(resourceName, name => new ResourceLogFile(folder, name, onError)).Write(line);

    public void Dispose()
    {
        foreach (var file in files.Values)
        {
            file.Dispose();
        }
    }
}

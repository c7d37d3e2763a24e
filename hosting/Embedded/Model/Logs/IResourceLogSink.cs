namespace Lab.Hosting.Embedded.Logs;

/// <summary>Keeps what resources log beyond the memory of the host. Called in the order of the lines, for one resource by one thread at a time.</summary>
internal interface IResourceLogSink
{
    /// <summary>Keeps a line; must neither block for long nor throw.</summary>
    /// <param name="resourceName">The resource's name, or a replica's.</param>
    /// <param name="line">The line with its time.</param>
    void Write(string resourceName, string line);
}

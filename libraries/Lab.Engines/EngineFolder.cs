using Lab.State;

namespace Lab.Engines;

/// <summary>An engine's data folder, which is this process's alone until it is disposed.</summary>
public sealed class EngineFolder : IDisposable
{
    private readonly FolderLock held;

    private EngineFolder(string path, FolderLock held)
    {
        Path = path;
        this.held = held;
    }

    /// <summary>The folder's path; it exists.</summary>
    public string Path { get; }

    /// <summary>Creates the folder of a system's engine where it is absent, and takes it.</summary>
    /// <param name="home">The state folder.</param>
    /// <param name="name">The system's name.</param>
    /// <exception cref="EngineException">Another process has it.</exception>
    /// <exception cref="StateFolderException">It cannot be created or written.</exception>
    public static EngineFolder Take(LabHome home, string name)
    {
        ArgumentNullException.ThrowIfNull(home);
        home.CreateFolder(home.Engines);
        var folder = home.CreateFolder(home.Engine(name));
        var held = FolderLock.TryAcquire(System.IO.Path.Combine(folder, "lock"))
            ?? throw new EngineException($"Another engine is already running on {folder}: stop it first.");
        return new EngineFolder(folder, held);
    }

    /// <summary>Lets another process have it.</summary>
    public void Dispose() => held.Dispose();
}

namespace Lab.Engines.Testing;

/// <summary>A state folder of its own, reachable by the user that engines run as; deleted at the end.</summary>
public sealed class EngineHome : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-engine-").FullName;

    public EngineHome()
    {
        Path = System.IO.Path.Combine(folder, "home");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("711", 8));
        }
    }

    /// <summary>The value for LAB_HOME; the folder is made by whoever opens it first.</summary>
    public string Path { get; }

    /// <summary>The certificate of the lab's authority.</summary>
    public string AuthorityFile => System.IO.Path.Combine(Path, "pki", "ca.crt");

    /// <summary>A path below the state folder.</summary>
    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

namespace Lab.Hosting.Embedded.Testing;

/// <summary>The state folder of one test application: below the system's folder for temporary files, removed with the application.</summary>
internal sealed class TestHome
{
    /// <summary>Where the folder will be; whoever writes first creates it.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lab-test-{Guid.NewGuid():n}");

    /// <summary>Removes the folder.</summary>
    public void Delete()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was written.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A test that passed does not fail for what it leaves among temporary files.
        }
    }
}

namespace Aspire.Hosting;

/// <summary>One way to start a project.</summary>
public sealed class LaunchProfile
{
    /// <summary>What starts: <c>Project</c>, <c>Executable</c> …</summary>
    public string? CommandName { get; set; }

    /// <summary>The command line arguments, as one text.</summary>
    public string? CommandLineArgs { get; set; }

    /// <summary>The program, where the command is one.</summary>
    public string? ExecutablePath { get; set; }

    /// <summary>Whether starting is announced.</summary>
    public bool? DotnetRunMessages { get; set; }

    /// <summary>Whether a browser is opened.</summary>
    public bool? LaunchBrowser { get; set; }

    /// <summary>The address that the browser opens.</summary>
    public string? LaunchUrl { get; set; }

    /// <summary>The addresses on which the project listens, separated by semicolons.</summary>
    public string? ApplicationUrl { get; set; }

    /// <summary>The environment variables.</summary>
    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
}

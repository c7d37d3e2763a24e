using System.Security.Cryptography;
using System.Text;

namespace Lab.State;

/// <summary>The state folder of one lab: everything that a run writes lies below it, and deleting it resets the lab.</summary>
public sealed class LabHome
{
    /// <summary>The environment variable that names the state folder.</summary>
    public const string Variable = "LAB_HOME";

    private LabHome(string path) => Path = path;

    /// <summary>The folder's absolute path, without a trailing separator.</summary>
    public string Path { get; }

    /// <summary>Generated parameters (JSON, readable by its owner only).</summary>
    public string ParametersFile => System.IO.Path.Combine(Path, "parameters.json");

    /// <summary>The folder of the resources' logs.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>The folder of the lab's certificate authority.</summary>
    public string Pki => System.IO.Path.Combine(Path, "pki");

    /// <summary>The certificate of the lab's certificate authority (PEM, public).</summary>
    public string CertificateAuthorityFile => System.IO.Path.Combine(Pki, "ca.crt");

    /// <summary>The folder below which each engine keeps its data.</summary>
    public string Engines => System.IO.Path.Combine(Path, "engines");

    /// <summary>The data folder of one engine.</summary>
    /// <param name="name">The system's name, for example <c>proj-pg01</c>.</param>
    /// <returns>An absolute path; the folder need not exist.</returns>
    public string Engine(string name) => System.IO.Path.Combine(Engines, name);

    /// <summary>
    /// The state folder of a checkout when nobody chose another: one below the user's local application data, or, for root, below
    /// <c>/var/lib/lab-aspire</c>, since the unprivileged users that engines run as cannot reach root's home folder.
    /// </summary>
    /// <param name="appHostDirectory">The folder of the AppHost's project.</param>
    /// <returns>An absolute path that is the same at every call for the same checkout.</returns>
    /// <exception cref="StateFolderException">The user has no home folder.</exception>
    public static string DefaultPath(string appHostDirectory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(appHostDirectory);
        return System.IO.Path.Combine(Root(), CheckoutName(appHostDirectory));
    }

    /// <summary>The state folder that is meant: the first that was chosen, else that of the checkout.</summary>
    /// <param name="appHostDirectory">The folder of the AppHost's project.</param>
    /// <param name="chosen">What was chosen, the strongest first; what is empty or blank counts as not chosen. A relative path counts
    /// from <paramref name="appHostDirectory"/>, however the AppHost was started.</param>
    /// <returns>An absolute path.</returns>
    /// <exception cref="StateFolderException">None was chosen, and the user has no home folder.</exception>
    public static string PathFor(string appHostDirectory, params ReadOnlySpan<string?> chosen)
    {
        foreach (var path in chosen)
        {
            if (!string.IsNullOrWhiteSpace(path))
            {
                return System.IO.Path.GetFullPath(path, System.IO.Path.GetFullPath(appHostDirectory));
            }
        }

        return DefaultPath(appHostDirectory);
    }

    /// <summary>Opens the state folder and creates it where it does not exist.</summary>
    /// <param name="path">The folder; a relative one counts from the current directory.</param>
    /// <returns>The opened state folder.</returns>
    /// <remarks>A folder it creates is closed to other users; for root it can be passed through (mode 0711), but not listed, so that engines
    /// that gave up root's rights reach their own data. The same right is added to a folder that exists; the folders above it are left alone.</remarks>
    /// <exception cref="StateFolderException">The folder cannot be created or written.</exception>
    public static LabHome Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var home = new LabHome(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        StateFolder.Create(home.Path, StateFolder.PrivateMode, Variable);
        StateFolder.CheckWritable(home.Path, Variable);
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            StateFolder.LetThrough(home.Path, Variable);
        }

        return home;
    }

    /// <summary>Creates a folder of the lab's state where it does not exist, with the rights of the state folder itself.</summary>
    /// <param name="path">A folder below <see cref="Path"/>, for example <see cref="Logs"/>; a relative one counts from it.</param>
    /// <returns>The folder's absolute path.</returns>
    /// <exception cref="StateFolderException">The folder cannot be created.</exception>
    public string CreateFolder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var folder = System.IO.Path.GetFullPath(path, Path);
        StateFolder.Create(folder, StateFolder.PrivateMode, Variable);
        return folder;
    }

    private static string Root()
    {
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            return "/var/lib/lab-aspire";
        }

        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? System.IO.Path.Combine(data, "lab-aspire")
            : throw new StateFolderException($"User '{Environment.UserName}' has no folder for application data: set {Variable} to a folder that can be written.");
    }

    private static string CheckoutName(string appHostDirectory)
    {
        var directory = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(appHostDirectory));
        var checkout = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(directory));
        var name = string.IsNullOrEmpty(checkout) ? System.IO.Path.GetFileName(directory) : checkout;
        var readable = string.Concat(name.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        // Windows does not tell paths apart by case.
        var key = OperatingSystem.IsWindows() ? directory.ToUpperInvariant() : directory;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..8];
        return $"{readable}-{hash}";
    }
}

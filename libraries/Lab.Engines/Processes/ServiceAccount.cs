using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Lab.Engines.Processes;

/// <summary>The unprivileged user that a server runs as when root starts its engine.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="UserId">The user's numeric id.</param>
/// <param name="GroupId">The numeric id of the user's first group.</param>
public sealed record ServiceAccount(string Name, uint UserId, uint GroupId)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>Chooses the account: <c>postgres</c> where that user exists, else <c>nobody</c>.</summary>
    /// <returns>The account, or <see langword="null"/> where there is no need: the process is not root, or this is Windows.</returns>
    /// <exception cref="EngineException">Root started the engine and neither user exists.</exception>
    public static ServiceAccount? Choose() =>
        OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess ? null : Choose(File.ReadLines("/etc/passwd"));

    /// <summary>Gives a file or folder to the account.</summary>
    /// <param name="path">An existing file or folder; of a folder, not what is in it.</param>
    /// <exception cref="EngineException">The owner cannot be changed.</exception>
    [UnsupportedOSPlatform("windows")]
    public void Own(string path)
    {
        if (UnixCalls.ChangeOwner(path, UserId, GroupId) != 0)
        {
            throw new EngineException($"{path} cannot be given to user '{Name}': {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>Checks that the account can pass through every folder above a file or folder.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="remedy">What to do when it cannot, as the end of a sentence.</param>
    /// <exception cref="EngineException">A folder above is closed to the account.</exception>
    [UnsupportedOSPlatform("windows")]
    public void EnsureReaches(string path, string remedy)
    {
        var closed = Above(path).LastOrDefault(folder => (File.GetUnixFileMode(folder) & UnixFileMode.OtherExecute) == 0);
        if (closed is not null)
        {
            throw new EngineException($"User '{Name}', whom the server runs as, cannot enter {closed}: {remedy}.");
        }
    }

    internal static ServiceAccount Choose(IEnumerable<string> users)
    {
        var accounts = users
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length >= 4 && Candidates.Contains(fields[0]))
            .Select(fields => new ServiceAccount(fields[0], Id(fields[2]), Id(fields[3])))
            .Where(account => account.UserId != 0)
            .ToList();

        return Candidates.Select(name => accounts.Find(account => account.Name == name)).FirstOrDefault(account => account is not null)
            ?? throw new EngineException(
                "This server does not run as root, and there is neither a user 'postgres' nor a user 'nobody' to run it as: create one, or start the lab as an ordinary user.");
    }

    // macOS writes nobody's id as -2.
    private static uint Id(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? unchecked((uint)id) : 0;

    private static IEnumerable<string> Above(string path)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder))
            {
                yield return folder;
            }
        }
    }
}

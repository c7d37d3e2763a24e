namespace Lab.State;

/// <summary>
/// A lock that one process at a time holds, kept by the operating system on a file: it ends with the process that holds it, however that dies.
/// It also keeps apart two holders within one process. The file itself stays.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private const int SharingViolationWindows = unchecked((int)0x80070020);
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Waits until the lock is free and takes it.</summary>
    /// <param name="path">The lock's file; its folder must exist.</param>
    /// <param name="onWaiting">Called once if somebody else holds the lock, for example to say so.</param>
    /// <param name="timeProvider">Times the attempts; the system's clock when null.</param>
    /// <param name="variable">The environment variable that chooses the folder, for error messages.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The held lock; disposing of it frees it.</returns>
    /// <exception cref="StateFolderException">The file cannot be made or opened.</exception>
    /// <exception cref="OperationCanceledException">Waiting was given up.</exception>
    public static async Task<FolderLock> AcquireAsync(
        string path,
        Action? onWaiting = null,
        TimeProvider? timeProvider = null,
        string variable = LabHome.Variable,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var waiting = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(path, variable) is { } held)
            {
                return held;
            }

            if (!waiting)
            {
                waiting = true;
                onWaiting?.Invoke();
            }

            // No operating system offers a wait for a file lock that can be cancelled.
            await Task.Delay(Interval, timeProvider ?? TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <param name="path">The lock's file; its folder must exist.</param>
    /// <param name="variable">The environment variable that chooses the folder, for error messages.</param>
    /// <returns>The held lock, or <see langword="null"/> when somebody else holds it.</returns>
    /// <exception cref="StateFolderException">The file cannot be made or opened.</exception>
    public static FolderLock? TryAcquire(string path, string variable = LabHome.Variable)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException error) when (error.HResult is SharingViolationWindows or WouldBlockLinux or WouldBlockMac)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StateFolderException.From(error, path, variable);
        }
    }

    /// <summary>Frees the lock.</summary>
    public void Dispose() => file.Dispose();
}

namespace Lab.State;

/// <summary>A folder or file of the lab's state cannot be used. The message is one line: what is wrong, where, and how to mend it.</summary>
public sealed class StateFolderException : IOException
{
    private const int NoSpaceLeftUnix = 28;
    private const int ReadOnlyFileSystemUnix = 30;
    private const int QuotaExceededLinux = 122;
    private const int DiskFullWindows = unchecked((int)0x80070070);

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line that names the folder and the remedy.</param>
    /// <param name="innerException">What the operating system said, if it was asked.</param>
    public StateFolderException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Says what an error of the operating system means for a path of the lab's state.</summary>
    /// <param name="error">An <see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or other error of a file operation.</param>
    /// <param name="path">The file or folder that was to be used.</param>
    /// <param name="variable">The environment variable that chooses another place.</param>
    /// <returns>The exception to throw; <paramref name="error"/> itself when it already is one.</returns>
    public static StateFolderException From(Exception error, string path, string variable = LabHome.Variable)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (error is StateFolderException known)
        {
            return known;
        }

        var message = error switch
        {
            UnauthorizedAccessException =>
                $"{path} cannot be written by user '{Environment.UserName}': give that user the right to, or set {variable} to another folder.",
            IOException { HResult: NoSpaceLeftUnix or DiskFullWindows } =>
                $"{path} cannot be written: the disk is full. Free some space or set {variable} to a folder on another disk.",
            IOException { HResult: QuotaExceededLinux } =>
                $"{path} cannot be written: the disk quota is used up. Free some space or set {variable} to a folder on another disk.",
            IOException { HResult: ReadOnlyFileSystemUnix } =>
                $"{path} cannot be written: the file system is read-only. Set {variable} to a folder that can be written.",
            _ => $"{path} cannot be used: {FirstLine(error.Message)} Set {variable} to a folder that can be written.",
        };

        return new StateFolderException(message, error);
    }

    private static string FirstLine(string text)
    {
        var line = text.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd();
        return line.EndsWith('.') ? line : line + ".";
    }
}

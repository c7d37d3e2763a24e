using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Files;

/// <summary>Reads and sets what a file system knows of a path: all of it on Linux, what .NET offers elsewhere.</summary>
internal static class FileMetadata
{
    private const long NanosecondsPerTick = 100;

    /// <exception cref="IOException">The path is not there or cannot be read.</exception>
    public static FileStatus Read(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return ReadPortable(path);
        }

        if (LinuxCalls.Status(LinuxCalls.CurrentFolder, path, LinuxCalls.NoFollow, LinuxCalls.BasicStatus, out var status) != 0)
        {
            throw Failed(path);
        }

        var kind = (status.Mode & 0xf000) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Folder,
            0xa000 => FileKind.SymbolicLink,
            _ => FileKind.Other,
        };
        return new FileStatus(
            kind,
            status.Mode & 0xfff,
            status.User,
            status.Group,
            status.Inode,
            ((ulong)status.DeviceMajor << 32) | status.DeviceMinor,
            status.Links,
            (long)status.Size,
            (long)status.Blocks * 512,
            (status.ModifiedSeconds * 1_000_000_000) + status.ModifiedNanoseconds,
            (status.ChangedSeconds * 1_000_000_000) + status.ChangedNanoseconds);
    }

    /// <summary>The extended attributes of a path that a user may set; <see langword="null"/> when there are none.</summary>
    public static IReadOnlyDictionary<string, byte[]>? ReadAttributes(string path)
    {
        if (!OperatingSystem.IsLinux() || Fetch(size => (LinuxCalls.ListAttributes(path, size, size?.Length ?? 0))) is not { Length: > 0 } names)
        {
            return null;
        }

        var attributes = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in Encoding.UTF8.GetString(names).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Fetch(value => LinuxCalls.GetAttribute(path, name, value, value?.Length ?? 0)) is { } value)
            {
                attributes[name] = value;
            }
        }

        return attributes.Count > 0 ? attributes : null;
    }

    /// <summary>Sets what an entry says of a path that was restored.</summary>
    /// <returns>What could not be set, one line each; a user who is not root may not give files away.</returns>
    public static IEnumerable<string> Apply(string path, SnapshotEntry entry)
    {
        if (!OperatingSystem.IsLinux())
        {
            ApplyPortable(path, entry);
            yield break;
        }

        if (entry is { User: { } user, Group: { } group } && LinuxCalls.ChangeOwner(path, user, group) != 0)
        {
            yield return Complaint(path, "owner");
        }

        foreach (var (name, value) in entry.ExtendedAttributes ?? new Dictionary<string, byte[]>())
        {
            if (LinuxCalls.SetAttribute(path, name, value, value.Length, 0) != 0)
            {
                yield return Complaint(path, $"attribute {name}");
            }
        }

        // After the owner, since changing that takes set-user-id away.
        if (entry.Type != EntryType.SymbolicLink && entry.Mode is { } mode && LinuxCalls.ChangeMode(path, (uint)mode) != 0)
        {
            yield return Complaint(path, "mode");
        }

        if (entry.Modified is { } modified)
        {
            var seconds = Math.DivRem(modified, 1_000_000_000, out var nanoseconds);
            if (nanoseconds < 0)
            {
                nanoseconds += 1_000_000_000;
                seconds--;
            }

            if (LinuxCalls.ChangeTimes(LinuxCalls.CurrentFolder, path, [seconds, nanoseconds, seconds, nanoseconds], LinuxCalls.NoFollow) != 0)
            {
                yield return Complaint(path, "time");
            }
        }
    }

    /// <exception cref="IOException">The link cannot be made.</exception>
    public static void Link(string existing, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            File.Copy(existing, path);
        }
        else if (LinuxCalls.Link(existing, path) != 0)
        {
            throw Failed(path);
        }
    }

    private static byte[]? Fetch(Func<byte[]?, nint> call)
    {
        var size = call(null);
        if (size <= 0)
        {
            return size == 0 ? [] : null;
        }

        var value = new byte[size];
        var got = call(value);
        return got < 0 ? null : value[..(int)got];
    }

    private static string Complaint(string path, string what) => $"{path}: its {what} could not be set: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}";

    private static IOException Failed(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return error == 2 ? new FileNotFoundException($"{path} is not there.", path) : new IOException($"{path}: {new Win32Exception(error).Message}", error);
    }

    private static FileStatus ReadPortable(string path)
    {
        var info = new FileInfo(path);
        var kind = info.LinkTarget is not null ? FileKind.SymbolicLink
            : info.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder
            : FileKind.File;
        int? mode = OperatingSystem.IsWindows() ? null : (int)info.UnixFileMode;
        var length = kind == FileKind.File ? info.Length : 0;
        return new FileStatus(kind, mode, null, null, null, 0, 1, length, length, (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * NanosecondsPerTick, null);
    }

    private static void ApplyPortable(string path, SnapshotEntry entry)
    {
        if (entry.Type == EntryType.SymbolicLink)
        {
            return;
        }

        if (!OperatingSystem.IsWindows() && entry.Mode is { } mode)
        {
            File.SetUnixFileMode(path, (UnixFileMode)mode);
        }

        if (entry.Modified is { } modified)
        {
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddTicks(modified / NanosecondsPerTick));
        }
    }
}

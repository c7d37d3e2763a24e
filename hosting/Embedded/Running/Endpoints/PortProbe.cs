using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lab.Hosting.Embedded.Running.Endpoints;

/// <summary>Asks the operating system about ports.</summary>
internal sealed class PortProbe : IPortProbe
{
    private const string ListeningState = "0A";

    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public bool IsFree(int port) => CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port));

    public string? Holder(int port)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var sockets = SocketTables.SelectMany(file => ListeningSockets(file, port)).ToHashSet();
        foreach (var folder in sockets.Count == 0 ? [] : Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Holds(folder, sockets))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{ReadName(folder)} (pid {pid})");
            }
        }

        return null;
    }

    private static bool CanBind(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException error)
        {
            // A machine without an IPv6 loopback address has nobody on it either.
            return error.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }

    private static IEnumerable<string> ListeningSockets(string file, int port)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return from line in Read(() => File.ReadAllLines(file)) ?? []
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where fields.Length > 9 && fields[3] == ListeningState && fields[1].EndsWith(suffix, StringComparison.Ordinal)
               select $"socket:[{fields[9]}]";
    }

    private static bool Holds(string folder, HashSet<string> sockets) =>
        Read(() => Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(fd => new FileInfo(fd).LinkTarget is { } target && sockets.Contains(target)));

    private static string ReadName(string folder) => Read(() => File.ReadAllText(Path.Combine(folder, "comm")))?.Trim() ?? "a process";

    /// <summary>Processes come and go, and those of others do not show their files.</summary>
    private static T? Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}

using System.Globalization;
using System.Net;
using Garnet.server;
using Garnet.server.Auth.Settings;
using Tsavorite.core;

namespace Lab.Engines.Dragonfly;

/// <summary>Garnet's options, small enough for a lab on one machine.</summary>
internal static class ServerOptions
{
    private const int CommitMilliseconds = 1000;

    public static GarnetServerOptions Create(
        string folder, int port, string password, DragonflySettings settings, TlsCertificate certificate) =>
        new()
        {
            EndPoints = [new IPEndPoint(IPAddress.Loopback, port)],
            QuietMode = true,
            TlsOptions = certificate,
            AuthSettings = new AclAuthenticationPasswordSettings(null, password),

            LogMemorySize = Bytes(settings.Memory),
            PageSize = "4m",
            IndexMemorySize = "8m",
            IndexMaxMemorySize = "64m",
            BufferPoolMemoryBudget = "32m",

            CheckpointDir = folder,
            Recover = true,
            FailOnRecoveryError = true,
            DeviceType = DeviceType.RandomAccess,

            // The log's files are opened for synchronous writes: a commit is on the disk. A log beyond its limit is replaced by a checkpoint.
            EnableAOF = true,
            AofPageSize = "16m",
            AofMemorySize = "32m",
            AofSegmentSize = "16m",
            AofSizeLimit = "64m",
            WaitForCommit = settings.AlwaysSync,
            CommitFrequencyMs = settings.AlwaysSync ? 0 : CommitMilliseconds,

            EnableLua = true,
            LuaOptions = new LuaOptions(LuaMemoryManagementMode.Native, "", TimeSpan.FromSeconds(5), LuaLoggingMode.Enable, []),
            EnableDebugCommand = ConnectionProtectionOption.No,
            EnableModuleCommand = ConnectionProtectionOption.No,
        };

    private static string Bytes(long bytes) => (bytes >> 20).ToString(CultureInfo.InvariantCulture) + "m";
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using Npgsql;

[assembly: AssemblyFixture(typeof(Lab.Testing.PostgresServer))]

namespace Lab.Testing;

/// <summary>The lab's PostgreSQL engine as a process, with a state folder of its own: once per test assembly.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string Password = "only-for-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _home = Path.Combine(Path.GetTempPath(), $"lab-tests-{Guid.NewGuid():N}");
    private readonly List<string> _log = [];
    private Process? _process;

    public int Port { get; private set; }

    public string CertificateAuthority => Path.Combine(_home, "pki", "ca.crt");

    public string ConnectionString(string database = "postgres") =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Password={Password};Database={database}";

    /// <summary>As a service reaches it: verified against the lab's certificate authority.</summary>
    public NpgsqlDataSource Connect(string database = "postgres") =>
        NpgsqlDataSource.Create($"{ConnectionString(database)};SSL Mode=VerifyFull;Root Certificate={CertificateAuthority};Pooling=false");

    /// <summary>The name of a database that no other test uses; it is not created.</summary>
    public static string NewDatabase() => $"test_{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_home);
        Port = FreePort();
        await StartAsync();
    }

    public async Task StartAsync()
    {
        var engine = typeof(PostgresServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "LabEngine:postgres").Value!;
        var start = new ProcessStartInfo("dotnet", ["exec", engine])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["LAB_HOME"] = _home,
                ["LAB_ENGINE_NAME"] = "test-pg",
                ["LAB_ENGINE_PORT"] = $"{Port}",
                ["LAB_ENGINE_USER"] = "postgres",
                ["LAB_ENGINE_PASSWORD"] = Password,
            },
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Log(line.Data);
        _process.ErrorDataReceived += (_, line) => Log(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await AnswersAsync(patience.Token))
        {
            if (_process.HasExited || patience.IsCancellationRequested)
            {
                throw new InvalidOperationException($"PostgreSQL did not start:{Environment.NewLine}{string.Join(Environment.NewLine, _log)}");
            }

            await pause.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        if (_process is { HasExited: false } process)
        {
            if (OperatingSystem.IsWindows())
            {
                process.Kill();
            }
            else
            {
                // SIGTERM: the engine stops fast, with clients connected or not.
                _ = SendSignal(process.Id, 15);
            }

            await process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_home, recursive: true);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(CertificateAuthority))
        {
            return false;
        }

        try
        {
            await using var server = Connect();
            await using var connection = await server.OpenConnectionAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Log(string? line)
    {
        if (line is not null)
        {
            lock (_log)
            {
                _log.Add(line);
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}

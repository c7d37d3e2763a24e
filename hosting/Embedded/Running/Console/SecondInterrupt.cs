using System.Runtime.InteropServices;
using Lab.Hosting.Embedded.Running.Orchestration;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>Ends everything at once when Ctrl+C is pressed a second time. The first is the host's, which stops in order.</summary>
internal sealed class SecondInterrupt(Orchestrator orchestrator, IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    // 128 + SIGINT, as a shell reports it.
    private const int ExitCode = 130;

    private PosixSignalRegistration? registration;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => registration?.Dispose();

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            orchestrator.Kill();
            Environment.Exit(ExitCode);
        }

        lifetime.StopApplication();
    }
}

using Aspire.Hosting;
using Lab.Hosting.Embedded.Page.Access;
using Lab.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Page;

/// <summary>Serves the resources page and its HTTP API on a loopback port while the host runs.</summary>
internal sealed class ResourcesPage(IServiceProvider host, IConfiguration configuration, DistributedApplicationOptions applicationOptions, TimeProvider timeProvider)
    : IHostedLifecycleService, IAsyncDisposable
{
    // Another process may take the port between its choice and its use.
    private const int PortAttempts = 10;

    private readonly LoginTokens tokens = new();
    private ResourcesPageOptions? options;
    private WebApplication? server;

    /// <summary>The page's address, for example <c>http://localhost:40123/</c>; null while it is not served.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Makes a link that logs one browser in, once.</summary>
    /// <exception cref="InvalidOperationException">The page is not served.</exception>
    public Uri CreateLoginLink() => LoginLink(Address ?? throw new InvalidOperationException("The resources page is not served."));

    /// <summary>Reads the options, so that a wrong one is told before anything starts.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Who only waits until all is healthy looks at no page.
        var wanted = !applicationOptions.DisableDashboard && applicationOptions.Args?.Contains("--until-healthy") != true;
        options = ResourcesPageOptions.From(configuration, enabledByDefault: wanted);
        return Task.CompletedTask;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options is not { Enabled: true })
        {
            return;
        }

        var access = new PageAccess(tokens, new PageSessions(timeProvider), PageKey.Open(LabHome.Open(configuration["Lab:Home"]!)));
        await ListenAsync(options.Port, access, cancellationToken).ConfigureAwait(false);
        Console.Out.WriteLine($"Resources page: {CreateLoginLink()}");
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Address = null;
        if (server is not null)
        {
            await server.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static Uri LoginLink(Uri address, string token) => new(address, $"login?t={token}");

    private Uri LoginLink(Uri address) => LoginLink(address, tokens.Issue());

    private async Task ListenAsync(int wantedPort, PageAccess access, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = wantedPort != 0 ? wantedPort : LoopbackPort.FindFree();
            var address = new Uri($"http://localhost:{port}/");
            var candidate = PageServer.Build(host, port, access, () => LoginLink(address), timeProvider);
            try
            {
                await candidate.StartAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (IOException error) when (error.InnerException is AddressInUseException)
            {
                await candidate.DisposeAsync().ConfigureAwait(false);
                if (wantedPort != 0)
                {
                    throw new DistributedApplicationException(
                        $"Port {wantedPort} for the resources page (Lab:Page:Port) is in use; choose another, or leave it out to let the system choose.");
                }

                if (attempt == PortAttempts)
                {
                    throw;
                }

                continue;
            }

            server = candidate;
            Address = address;
            return;
        }
    }
}

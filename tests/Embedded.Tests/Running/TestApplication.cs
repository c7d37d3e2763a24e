using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Embedded.Tests.Running;

/// <summary>An application with a state folder of its own, which goes away with it.</summary>
public sealed class TestApplication : IAsyncDisposable
{
    private readonly bool ownsHome;
    private DistributedApplication? application;

    public TestApplication(string? home = null, params string[] args)
    {
        ownsHome = home is null;
        Home = home ?? Directory.CreateTempSubdirectory("lab-running-").FullName;
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = [$"--Lab:Home={Home}", "--Lab:Page:Enabled=false", "--Lab:Console:Enabled=false", .. args],
            DisableDashboard = true,
        });
    }

    public string Home { get; }

    public IDistributedApplicationBuilder Builder { get; }

    public DistributedApplication Application => application ??= Builder.Build();

    public ResourceNotificationService Notifications => Application.ResourceNotifications;

    internal Orchestrator Orchestrator => Application.Services.GetRequiredService<Orchestrator>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Declares a shell script as a resource.</summary>
    public IResourceBuilder<ExecutableResource> AddScript(string name, string script)
    {
        var resource = Builder.AddResource(new ExecutableResource(name, "/bin/sh", Home));
        resource.Resource.Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments =>
        {
            arguments.Add("-c");
            arguments.Add(script);
        }));
        return resource;
    }

    public Task StartAsync() => Application.StartAsync(Token);

    public Task<ResourceEvent> WaitForAsync(string resource, string state) =>
        Notifications.WaitForResourceAsync(resource, e => e.Snapshot.State?.Text == state, Token);

    public async Task<IReadOnlyList<string>> LinesAsync(string resource)
    {
        var lines = new List<string>();
        await foreach (var batch in Application.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(resource))
        {
            lines.AddRange(batch.Select(l => l.Content[(l.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        }

        return lines;
    }

    /// <summary>Waits for a line of a resource's log.</summary>
    public async Task<string> WaitForLineAsync(string resource, Func<string, bool> predicate)
    {
        await foreach (var batch in Application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource).WithCancellation(Token))
        {
            if (batch.Select(l => l.Content[(l.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..]).FirstOrDefault(predicate) is { } line)
            {
                return line;
            }
        }

        throw new InvalidOperationException("The log ended.");
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.StopAsync(CancellationToken.None);
            await application.DisposeAsync();
        }

        if (ownsHome)
        {
            Directory.Delete(Home, recursive: true);
        }
    }
}

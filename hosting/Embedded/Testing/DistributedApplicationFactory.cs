using Lab.Hosting.Embedded.Testing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost's own entry point in this process, as an application under test. What it keeps lies in a folder of its own, which goes with it.</summary>
public class DistributedApplicationFactory : IDisposable, IAsyncDisposable
{
    private readonly Type entryPoint;
    private readonly string[] args;
    private readonly TestHome home = new();
    private readonly Lock gate = new();
    private EntryPointRun? run;
    private Task? ended;
    private bool disposed;

    /// <summary>Creates a factory of one application.</summary>
    /// <param name="entryPoint">Any type of the AppHost's assembly.</param>
    public DistributedApplicationFactory(Type entryPoint)
        : this(entryPoint, [])
    {
    }

    /// <summary>Creates a factory of one application.</summary>
    /// <param name="entryPoint">Any type of the AppHost's assembly.</param>
    /// <param name="args">The arguments of its entry point.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public DistributedApplicationFactory(Type entryPoint, string[] args)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        TestArguments.Check(args);
        this.entryPoint = entryPoint;
        this.args = args;
    }

    /// <summary>Runs the entry point, if it does not yet, and waits until the application has started.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that completes when the application has started, and fails with what the entry point threw.</returns>
    public async Task StartAsync(CancellationToken cancellationToken = default) => await Run().Started.WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Makes an HTTP client of a resource.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="endpointName">The endpoint's name; without it <c>http</c>, else <c>https</c>.</param>
    /// <returns>A client whose base address is the endpoint.</returns>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public HttpClient CreateHttpClient(string resourceName, string? endpointName = default) => StartedApplication().CreateHttpClient(resourceName, endpointName);

    /// <summary>Gets the connection string of a resource.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <returns>The connection string.</returns>
    /// <exception cref="ArgumentException">There is no such resource, or it has no connection string.</exception>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public ValueTask<string?> GetConnectionString(string resourceName) => StartedApplication().GetConnectionStringAsync(resourceName);

    /// <summary>Gets the address of a resource's endpoint.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="endpointName">The endpoint's name; without it <c>http</c>, else <c>https</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public Uri GetEndpoint(string resourceName, string? endpointName = default) => StartedApplication().GetEndpoint(resourceName, endpointName);

    /// <summary>Stops the application and removes what it kept.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the application and removes what it kept.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            disposed = true;
        }

        await EndAsync().ConfigureAwait(false);
        run?.Dispose();
        home.Delete();
        GC.SuppressFinalize(this);
    }

    /// <summary>Is cancelled when the entry point is to go no further.</summary>
    internal CancellationToken Ending
    {
        get
        {
            // The entry point may be quicker here than whoever started it.
            lock (gate)
            {
                return run!.Ending;
            }
        }
    }

    /// <summary>The builder, when the entry point has declared all it declares.</summary>
    internal Task<DistributedApplicationBuilder> ResolveBuilderAsync(CancellationToken cancellationToken) => Run().Builder.WaitAsync(cancellationToken);

    /// <summary>The application, when it was built.</summary>
    internal Task<DistributedApplication> ResolveApplicationAsync(CancellationToken cancellationToken) => Run().Application.WaitAsync(cancellationToken);

    /// <summary>Completes when the entry point has returned.</summary>
    internal Task ResolveExitAsync(CancellationToken cancellationToken) => Run().Exited.WaitAsync(cancellationToken);

    /// <summary>Stops the application; what it kept stays.</summary>
    internal Task EndAsync()
    {
        lock (gate)
        {
            return ended ??= run?.EndAsync() ?? Task.CompletedTask;
        }
    }

    /// <summary>Is called before the builder is made.</summary>
    /// <param name="applicationOptions">The application's options, which may be changed.</param>
    /// <param name="hostOptions">The host's settings, which may be changed.</param>
    protected virtual void OnBuilderCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions)
    {
    }

    /// <summary>Is called when the builder was made, before anything is declared.</summary>
    /// <param name="applicationBuilder">The builder.</param>
    protected virtual void OnBuilderCreated(DistributedApplicationBuilder applicationBuilder)
    {
    }

    /// <summary>Is called before the application is built, when all is declared.</summary>
    /// <param name="applicationBuilder">The builder.</param>
    protected virtual void OnBuilding(DistributedApplicationBuilder applicationBuilder)
    {
    }

    /// <summary>Is called when the application was built, before it starts.</summary>
    /// <param name="application">The application.</param>
    protected virtual void OnBuilt(DistributedApplication application)
    {
    }

    private EntryPointRun Run()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return run ??= new EntryPointRun(
                entryPoint.Assembly.EntryPoint ?? throw new InvalidOperationException($"Assembly of specified type {entryPoint.Name} does not have an entry point."),
                args,
                new Observer(this));
        }
    }

    private DistributedApplication StartedApplication() =>
        Run() is { Started.IsCompletedSuccessfully: true } current
            ? current.Application.GetAwaiter().GetResult()
            : throw new InvalidOperationException("The application has not been initialized.");

    private sealed class Observer(DistributedApplicationFactory factory) : IApplicationBuilderObserver
    {
        public void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) =>
            new TestSettings(factory.args, factory.entryPoint.Assembly, factory.home, factory.OnBuilderCreating).Apply(options, settings);

        public void OnCreated(DistributedApplicationBuilder builder) => factory.OnBuilderCreated(builder);

        public void OnBuilding(DistributedApplicationBuilder builder) => factory.OnBuilding(builder);

        public void OnBuilt(DistributedApplication application) => factory.OnBuilt(application);
    }
}

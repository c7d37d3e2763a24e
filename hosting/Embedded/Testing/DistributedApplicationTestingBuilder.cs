using Lab.Hosting.Embedded.Testing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Makes applications for tests: each has a temporary state folder and dynamic ports of its own, so that they run in parallel, and no resources page.
/// Configuration <c>Lab:Home</c>, <c>DcpPublisher:RandomizePorts</c> and <c>Lab:Page:Enabled</c> set otherwise.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs an AppHost's entry point up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, for example <c>Projects.AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The builder, with all that the entry point declared.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), cancellationToken);

    /// <summary>Runs an AppHost's entry point up to where it builds its application.</summary>
    /// <param name="entryPoint">Any type of the AppHost's assembly, for example <c>Projects.AppHost</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The builder, with all that the entry point declared.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    /// <summary>Runs an AppHost's entry point up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, for example <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">The entry point's arguments.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The builder, with all that the entry point declared.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <summary>Runs an AppHost's entry point up to where it builds its application.</summary>
    /// <param name="entryPoint">Any type of the AppHost's assembly, for example <c>Projects.AppHost</c>.</param>
    /// <param name="args">The entry point's arguments.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The builder, with all that the entry point declared.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, static (_, _) => { }, cancellationToken);

    /// <summary>Runs an AppHost's entry point up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, for example <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">The entry point's arguments.</param>
    /// <param name="configureBuilder">Changes the options with which the entry point's builder is made.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The builder, with all that the entry point declared.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default) => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Runs an AppHost's entry point up to where it builds its application.</summary>
    /// <param name="entryPoint">Any type of the AppHost's assembly, for example <c>Projects.AppHost</c>.</param>
    /// <param name="args">The entry point's arguments.</param>
    /// <param name="configureBuilder">Changes the options with which the entry point's builder is made.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The builder, with all that the entry point declared.</returns>
    /// <exception cref="InvalidOperationException">The assembly has no entry point, or it makes no application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        TestArguments.Check(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        return EntryPointTestingBuilder.CreateAsync(new StepwiseApplicationFactory(entryPoint, args, configureBuilder), cancellationToken);
    }

    /// <summary>Makes a builder that the test itself declares an application with.</summary>
    /// <param name="args">The command line arguments.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, static (_, _) => { });

    /// <summary>Makes a builder that the test itself declares an application with.</summary>
    /// <param name="args">The command line arguments.</param>
    /// <param name="configureBuilder">Changes the options with which the builder is made.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        TestArguments.Check(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        return new InlineTestingBuilder(args, configureBuilder);
    }
}

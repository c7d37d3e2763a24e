using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Model;

public class ExecutionConfigurationTests
{
    private readonly TestResource resource = new("api");
    private readonly ParameterResource password = new("pw", _ => "p", secret: true);

    [Fact]
    public async Task In_a_run_values_are_resolved_and_secrets_marked()
    {
        Arguments("--name", password, ReferenceExpression.Create($"x{password}"), 7);
        Variables(("A", "a"), ("B", ReferenceExpression.Create($"b{password}")), ("C", ReferenceExpression.Empty));

        var result = await BuildAsync(DistributedApplicationOperation.Run);

        result.Arguments.ShouldBe([("--name", false), ("p", true), ("xp", true), ("7", false)]);
        result.EnvironmentVariables.ShouldBe([new("A", "a"), new("B", "bp")]);
        result.References.Count().ShouldBe(3);
        result.Exception.ShouldBeNull();
    }

    [Fact]
    public async Task When_published_values_are_expressions()
    {
        var pg = new TestResource("pg");
        Arguments(password);
        Variables(("A", new ConnectionStringReference(pg, optional: false)), ("B", ReferenceExpression.Create($"b{password}")));

        var result = await BuildAsync(DistributedApplicationOperation.Publish);

        result.Arguments.ShouldBe([("{pw.value}", false)]);
        result.EnvironmentVariables.ShouldBe([new("A", "{pg.connectionString}"), new("B", "b{pw.value}")]);
    }

    [Fact]
    public async Task A_secret_is_seen_through_a_connection_string_and_a_condition()
    {
        var cache = new TestResource("cache");
        cache.AddEndpoint().TlsEnabled = true;
        cache.ConnectionStringExpression = ReferenceExpression.Create(
            $"{cache.GetEndpoint("tcp").GetTlsValue(ReferenceExpression.Create($"{password}"), ReferenceExpression.Empty)}");
        Arguments(new ConnectionStringReference(cache, optional: false));

        (await BuildAsync(DistributedApplicationOperation.Run)).Arguments.ShouldBe([("p", true)]);
    }

    [Fact]
    public async Task What_cannot_be_resolved_is_told_and_the_rest_is_kept()
    {
        var missing = new ParameterResource("missing", _ => throw new MissingParameterValueException("There is no value."));
        Variables(("A", missing), ("B", "b"));

        var result = await BuildAsync(DistributedApplicationOperation.Run);

        result.EnvironmentVariables.ShouldBe([new("B", "b")]);
        result.Exception.ShouldBeOfType<AggregateException>().InnerExceptions.Single().Message.ShouldBe("There is no value.");
        result.Exception.Message.ShouldStartWith("The arguments or environment variables of 'api' can't be resolved.");
    }

    [Fact]
    public async Task Dependencies_are_what_a_resource_waits_for_lives_within_or_is_given_values_of()
    {
        var pg = new TestResource("pg");
        pg.AddEndpoint();
        pg.ConnectionStringExpression = ReferenceExpression.Create($"{pg.GetEndpoint("tcp")}{password}");
        var migration = new TestResource("migration");
        migration.Annotations.Add(new WaitAnnotation(pg, WaitType.WaitUntilHealthy));
        Variables(("A", new ConnectionStringReference(pg, optional: false)));
        resource.Annotations.Add(new WaitAnnotation(migration, WaitType.WaitForCompletion));

        (await DependenciesAsync(ResourceDependencyDiscoveryMode.Recursive)).ShouldBe([pg, migration, password], ignoreOrder: true);
    }

    [Fact]
    public async Task Direct_dependencies_leave_out_what_those_depend_on()
    {
        var first = new TestResource("first");
        var second = new TestResource("second");
        resource.Annotations.Add(new WaitAnnotation(first, WaitType.WaitUntilStarted));
        first.Annotations.Add(new WaitAnnotation(second, WaitType.WaitUntilStarted));
        second.Annotations.Add(new WaitAnnotation(resource, WaitType.WaitUntilStarted));

        (await DependenciesAsync(ResourceDependencyDiscoveryMode.DirectOnly)).ShouldBe([first]);
        (await DependenciesAsync(ResourceDependencyDiscoveryMode.Recursive)).ShouldBe([first, second], ignoreOrder: true);
    }

    private void Arguments(params object[] values) => resource.Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments =>
    {
        foreach (var value in values)
        {
            arguments.Add(value);
        }
    }));

    private void Variables(params (string Name, object Value)[] variables) => resource.Annotations.Add(new EnvironmentCallbackAnnotation((EnvironmentCallbackContext context) =>
    {
        foreach (var (name, value) in variables)
        {
            context.EnvironmentVariables[name] = value;
        }
    }));

    private Task<IExecutionConfigurationResult> BuildAsync(DistributedApplicationOperation operation) => ExecutionConfigurationBuilder.Create(resource)
        .WithArgumentsConfig()
        .WithEnvironmentVariablesConfig()
        .BuildAsync(new DistributedApplicationExecutionContext(operation), cancellationToken: TestContext.Current.CancellationToken);

    private Task<IReadOnlySet<IResource>> DependenciesAsync(ResourceDependencyDiscoveryMode mode) => resource.GetResourceDependenciesAsync(
        new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run), mode, TestContext.Current.CancellationToken);
}

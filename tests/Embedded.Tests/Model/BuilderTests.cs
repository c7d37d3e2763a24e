using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Lab.Embedded.Tests.Model;

public sealed class BuilderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-builder-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_name_can_be_given_only_once_whatever_its_case()
    {
        var builder = Builder();
        builder.AddResource(new TestResource("pg"));

        Should.Throw<DistributedApplicationException>(() => builder.AddResource(new ParameterResource("PG", _ => ""))).Message.ShouldBe(
            "Cannot add resource of type 'Aspire.Hosting.ApplicationModel.ParameterResource' with name 'PG' because resource of type 'Lab.Embedded.Tests.Model.TestResource' with that name already exists. Resource names are case-insensitive.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "--operation", "run")]
    [InlineData(true, "--operation", "run", "--publisher", "manifest")]
    [InlineData(false, "--operation", "publish")]
    [InlineData(false, "--publisher", "manifest")]
    [InlineData(false, "--operation", "PUBLISH", "--publisher", "manifest")]
    public void The_command_line_says_whether_the_application_runs_or_is_published(bool runs, params string[] args)
    {
        var context = Builder(args).ExecutionContext;

        (context.IsRunMode, context.IsPublishMode, context.PublisherName).ShouldBe((runs, !runs, "manifest"));
    }

    [Theory]
    [InlineData("The operation 'walk' is not known. Valid operations are 'publish' or 'run'.", "--operation", "walk")]
    [InlineData("The publisher 'kubernetes' is not known. The valid publisher is 'manifest'.", "--publisher", "kubernetes")]
    public void An_unknown_operation_or_publisher_is_refused_with_what_is_allowed(string message, params string[] args) =>
        Should.Throw<DistributedApplicationException>(() => Builder(args)).Message.ShouldBe(message);

    [Fact]
    public void The_state_folder_is_that_of_the_command_line() => Builder().Configuration["Lab:Home"].ShouldBe(folder);

    [Fact]
    public void The_folder_of_the_app_host_is_that_of_the_options()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = folder });

        builder.AppHostDirectory.ShouldBe(folder);
        builder.Environment.ContentRootPath.TrimEnd('/').ShouldBe(folder);
        builder.Configuration["AppHost:Directory"].ShouldBe(folder);
    }

    [Fact]
    public void Volumes_of_what_is_published_have_the_same_name_wherever_the_checkout_lies()
    {
        var published = VolumeNameGenerator.Generate(Builder("--publisher", "manifest").AddResource(new TestResource("mongo")), "data");
        var elsewhere = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--publisher", "manifest"], ProjectDirectory = folder });

        published.ShouldBe(VolumeNameGenerator.Generate(elsewhere.AddResource(new TestResource("mongo")), "data"));
        published.ShouldMatch("^lab.embedded.tests-[0-9a-f]{10}-mongo-data$");
        published.ShouldNotBe(VolumeNameGenerator.Generate(Builder().AddResource(new TestResource("mongo")), "data"));
    }

    [Fact]
    public void A_suffix_that_no_volume_can_have_is_refused() =>
        Should.Throw<ArgumentException>(() => VolumeNameGenerator.Generate(Builder().AddResource(new TestResource("mongo")), "a/b"))
            .Message.ShouldStartWith("The suffix 'a/b' contains invalid characters. It must match [a-zA-Z0-9][a-zA-Z0-9_.-]*.");

    [Fact]
    public void A_builder_of_a_resource_is_found_by_its_name()
    {
        var builder = Builder();
        var pg = builder.AddResource(new TestResource("pg")).Resource;

        builder.CreateResourceBuilder<TestResource>("PG").Resource.ShouldBe(pg);
        builder.TryCreateResourceBuilder<ParameterResource>("pg", out _).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => builder.CreateResourceBuilder<TestResource>("mongo")).Message.ShouldBe("Resource 'mongo' was not found.");
        Should.Throw<InvalidOperationException>(() => builder.CreateResourceBuilder<ParameterResource>("pg")).Message
            .ShouldBe("Resource 'pg' of type 'Lab.Embedded.Tests.Model.TestResource' is not assignable to requested type 'Aspire.Hosting.ApplicationModel.ParameterResource'.");
    }

    [Fact]
    public void Annotations_are_added_or_take_the_place_of_those_before()
    {
        var pg = Builder().AddResource(new TestResource("pg"));
        pg.WithAnnotation(new ReplicaAnnotation(2)).WithAnnotation(new ReplicaAnnotation(3));
        pg.Resource.Annotations.OfType<ReplicaAnnotation>().Count().ShouldBe(2);
        pg.Resource.GetReplicaCount().ShouldBe(3);

        pg.WithAnnotation<ExplicitStartupAnnotation>().WithAnnotation(new ReplicaAnnotation(4), ResourceAnnotationMutationBehavior.Replace);

        pg.Resource.Annotations.OfType<ReplicaAnnotation>().Single().Replicas.ShouldBe(4);
        pg.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>().ShouldBeTrue();
    }

    [Fact]
    public async Task Subscribers_subscribe_before_the_start_is_announced_and_only_once()
    {
        var builder = Builder("--publisher", "manifest");
        builder.Services.TryAddEventingSubscriber<Subscriber>();
        builder.Services.TryAddEventingSubscriber<Subscriber>();
        await using var application = builder.Build();
        var events = application.Services.GetRequiredService<ApplicationEvents>();

        await events.BeforeStartAsync(TestContext.Current.CancellationToken);
        await events.BeforeStartAsync(TestContext.Current.CancellationToken);

        application.Services.GetServices<IDistributedApplicationEventingSubscriber>().OfType<Subscriber>().Single().Started.ShouldBe(1);
    }

    private IDistributedApplicationBuilder Builder(params string[] args) => DistributedApplication.CreateBuilder([.. args, $"--Lab:Home={folder}"]);

    private sealed class Subscriber : IDistributedApplicationEventingSubscriber
    {
        public int Started { get; private set; }

        public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
        {
            eventing.Subscribe<BeforeStartEvent>((_, _) =>
            {
                Started++;
                return Task.CompletedTask;
            });
            return Task.CompletedTask;
        }
    }
}

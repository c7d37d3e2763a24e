using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Builders;

public sealed class UrlTests : IDisposable
{
    private readonly DeclaredApplication application = DeclaredApplication.ToRun();

    public void Dispose() => application.Dispose();

    [Fact]
    public async Task A_relative_link_is_applied_to_each_endpoints()
    {
        var web = Web().WithUrl("/docs?x=1", "Documentation");

        (await LinksOf(application, web.Resource)).ShouldBe(["http://localhost:10000/docs?x=1", "http://localhost:10001/docs?x=1"]);
    }

    [Fact]
    public void An_absolute_link_is_added_as_it_is()
    {
        var link = Web().WithUrl("https://example.org/", "There").Resource.Annotations.OfType<ResourceUrlAnnotation>().ShouldHaveSingleItem();

        (link.Url, link.DisplayText).ShouldBe(("https://example.org/", "There"));
    }

    [Fact]
    public async Task A_link_made_of_an_endpoint_is_added()
    {
        var web = Web();
        web.WithUrl($"{web.GetEndpoint("http")}/admin");

        (await LinksOf(application, web.Resource)).Last().ShouldBe("http://localhost:10000/admin");
    }

    [Fact]
    public async Task The_link_of_an_endpoint_can_be_changed_and_another_added()
    {
        var web = Web()
            .WithUrlForEndpoint("HTTP", link => link.Url += "/changed")
            .WithUrlForEndpoint("admin", endpoint => new ResourceUrlAnnotation { Url = $"{endpoint.Url}/added", DisplayText = "Added" })
            .WithUrlForEndpoint("absent", _ => Assert.Fail("There is no such endpoint."));

        (await LinksOf(application, web.Resource)).ShouldBe(["http://localhost:10000/changed", "http://localhost:10001", "http://localhost:10001/added"]);
    }

    /// <summary>The links that a resource is shown with, given one for each of its endpoints to start with.</summary>
    internal static async Task<string[]> LinksOf(DeclaredApplication application, IResourceWithEndpoints resource)
    {
        var links = resource.GetEndpoints().Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint }).ToList();
        var context = new ResourceUrlsCallbackContext(application.Builder.ExecutionContext, resource, links, TestContext.Current.CancellationToken);
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        return [.. links.Select(link => link.Url)];
    }

    private IResourceBuilder<ContainerResource> Web()
    {
        var web = application.Builder.AddContainer("web", "image").WithHttpEndpoint().WithHttpEndpoint(name: "admin");
        DeclaredApplication.Allocate(web.Resource);
        return web;
    }
}

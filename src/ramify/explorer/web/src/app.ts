document.body.dataset.ready = "0";

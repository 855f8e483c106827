"""The explorer: a page that shows a run's archive, lets its elites walk and steers them."""
